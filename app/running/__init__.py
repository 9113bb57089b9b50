"""Running the application: settings, the content in use, email, and a cache."""
