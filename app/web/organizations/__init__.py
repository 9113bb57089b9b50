"""Organizations: the portfolio, and making one."""
