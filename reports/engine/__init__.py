"""Shortcuts through WeasyPrint that give the same bytes; see docs/decisions/0010-patches-of-weasyprint.md."""
