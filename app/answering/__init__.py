"""A respondent's scope, answers, attachments and progress, independent of the web pages."""
