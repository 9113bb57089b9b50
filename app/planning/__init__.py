"""Planning: making a roadmap from scores, saving it, and describing changes to it."""
