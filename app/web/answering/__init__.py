"""Answering: the pages where a member or a respondent with a personal link answers, online or by file."""
