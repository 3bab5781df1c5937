"""Reads people as they are held against each other."""
