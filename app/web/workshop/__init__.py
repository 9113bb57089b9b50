"""The workshop: what respondents disagree on, settled on the spot."""
