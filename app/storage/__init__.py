"""What is kept: one aggregate a module, on SQLite or PostgreSQL, by plain SQLAlchemy."""
