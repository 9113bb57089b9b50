"""Deletion: accounts, a person's data, assessments and organizations, and data that is no longer needed."""
