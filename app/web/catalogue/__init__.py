"""The public catalogue: practices, frameworks, approaches, the crosswalk and the search."""
