"""Organizations: the portfolio, settings, members, and erasing personal data."""
