"""The workshop: set consensus on what respondents disagree on."""
