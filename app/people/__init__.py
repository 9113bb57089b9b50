"""People and access: accounts, members, invitations, and how an organization knows a person."""
