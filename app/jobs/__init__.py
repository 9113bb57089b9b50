"""Work outside requests: a record of each job in the database, and one child process for each that runs."""
