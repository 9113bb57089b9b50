"""Results of assessments: overview, practices, readiness, agreement and comparison."""
