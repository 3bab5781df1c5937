"""Reads collections, kits, what partners were asked, and what they answered."""
