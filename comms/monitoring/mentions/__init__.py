"""Mentions: what the press says of us, caught by a watch or entered by hand, sorted by people."""
