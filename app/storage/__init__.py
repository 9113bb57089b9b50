"""The database: one aggregate per module, with SQLAlchemy on SQLite or PostgreSQL."""
