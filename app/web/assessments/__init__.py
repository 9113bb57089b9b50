"""Assessments: creating one, its settings, respondents, invitations and history."""
