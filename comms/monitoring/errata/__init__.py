"""Errata: a number near our words that is not as our record says, and how it is put right."""
