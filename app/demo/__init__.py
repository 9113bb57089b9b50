"""The sample organization in a database, for `wayfinder serve --demo`, tests and benchmarks."""
