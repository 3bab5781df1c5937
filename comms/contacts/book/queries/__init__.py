"""Reads people and newsrooms."""
