"""What the words of a text are worth against its records, and what is drafted from them."""
