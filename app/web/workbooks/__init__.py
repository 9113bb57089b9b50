"""Workbooks for leads and assessors: downloading and uploading them for many respondents at once."""
