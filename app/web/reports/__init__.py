"""Reports: request one, follow its progress, and download it."""
