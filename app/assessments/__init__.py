"""Assessments: loading and scoring them, consensus, evidence files, and anonymity."""
