"""Tracking: the steps of the saved roadmap, planned against done."""
