"""Answering: by a member or by somebody who came by a link, page by page or by a file."""
