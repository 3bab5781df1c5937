"""The query language of the watch."""
