"""What goes away: accounts, a person's data, an assessment with what belongs to it, and what is kept too long."""
