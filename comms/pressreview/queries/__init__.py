"""Reads what a press review is made of, the licence it may use, and what became of its mail."""
