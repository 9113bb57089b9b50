"""The application: the command line, and what it shares with other ways in."""
