"""The catalogue, for everybody: practices, frameworks, approaches, the crosswalk, and a search over them."""
