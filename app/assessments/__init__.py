"""Assessments: loading them from rows, their scores, consensus and evidence, and who stays anonymous."""
