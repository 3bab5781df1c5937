"""Reads what a report counts: what left, what was said of us, what figures were given."""
