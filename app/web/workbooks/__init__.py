"""Workbooks at the lead's or assessor's desk: downloading and uploading them for many respondents at once."""
