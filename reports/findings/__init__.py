"""What an assessment found: the findings, the strengths and the conclusion, chosen by consequence."""
