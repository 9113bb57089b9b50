"""Planning: the approaches side by side, and a roadmap to adjust and save."""
