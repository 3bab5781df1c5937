"""Reads what the law asks."""
