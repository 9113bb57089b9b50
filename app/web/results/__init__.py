"""Results: overview, practice, readiness, agreement, comparison, and the figures of a portfolio."""
