"""Advocacy: what we ask of institutions and elected people, and what came of it."""
