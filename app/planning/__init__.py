"""Planning: from scores to a roadmap, saving it, and describing what changed in it."""
