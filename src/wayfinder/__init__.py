"""Wayfinder: how capable an organization is in the 34 ITIL 4 practices, and which to adopt next."""
