"""What is handed over besides the PDF: one package or module per format, all from the same view models."""
