"""Work outside requests: each job has a row in the database and, while it runs, a child process."""
