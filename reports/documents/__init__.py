"""Results as plain lists and dicts for JSON, YAML and CSV, documented in docs/formats.md."""
