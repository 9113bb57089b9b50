"""What a respondent is asked, what was said, and keeping it: used by the pages, without knowing them."""
