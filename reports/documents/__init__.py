"""What the commands give as JSON, YAML and CSV: plain lists and dicts, documented in docs/formats.md."""
