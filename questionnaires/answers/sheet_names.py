"""The names of the sheets of our workbook, apart from what reads them: writing a workbook needs no openpyxl."""

from __future__ import annotations

ANSWERS, ORGANIZATION, SYMPTOMS, AGREED = "Answers", "Organization", "Triage", "Consensus"
INSTRUCTIONS = "Instructions"
