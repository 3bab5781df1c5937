"""Reads mentions: the list to sort, the search, the export."""
