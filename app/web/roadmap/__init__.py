"""Planning: the three approaches side by side, the roadmap of one's wishes, and saving it."""
