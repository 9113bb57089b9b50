"""The names of our workbook's sheets, kept apart from the code that reads them, so that writers don't load openpyxl."""

from __future__ import annotations

ANSWERS, ORGANIZATION, SYMPTOMS, AGREED = "Answers", "Organization", "Triage", "Consensus"
INSTRUCTIONS = "Instructions"
