"""The application: storage, web pages, jobs and the command line."""
