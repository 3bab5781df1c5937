"""Who is the same person, and what becomes of two cards; without a database."""
