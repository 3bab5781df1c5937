"""Reads what came from files, and the book as one."""
