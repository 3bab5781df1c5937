"""Reads the archive: articles as queries see them, and those a query finds."""
