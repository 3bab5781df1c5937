"""What pieces serve: a goal, a period, and how far it has come."""
