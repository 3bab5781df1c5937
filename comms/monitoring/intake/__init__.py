"""Intake: asks the sources what is new, politely, and keeps each article once."""
