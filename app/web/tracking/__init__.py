"""Tracking: the progress of the saved roadmap's steps."""
