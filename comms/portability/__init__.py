"""What moves the whole house: the demonstration, in time its copies and hand-overs."""
