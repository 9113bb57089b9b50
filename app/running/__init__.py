"""Running the application: settings, the content in use, mail, and the cache of this process."""
