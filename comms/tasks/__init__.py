"""Tasks: what somebody has to do, by which day, about anything in the house."""
