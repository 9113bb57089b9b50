"""People: accounts, members, invitations, and what an organization knows about a person."""
