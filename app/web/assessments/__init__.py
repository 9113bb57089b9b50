"""Assessments: beginning one, its settings, its respondents and their links, and its history."""
