"""Empty Word and PowerPoint files."""

from __future__ import annotations

import io

import docx
import pptx


def word_file() -> bytes:
    """Return an empty Word document."""
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def slides_file() -> bytes:
    """Return a presentation without slides."""
    out = io.BytesIO()
    pptx.Presentation().save(out)
    return out.getvalue()
