"""Calls: a list on the telephone, one name at a time; a journalist who rings."""
