"""The report's other formats besides PDF: one package or module per format, all from the same view models."""
