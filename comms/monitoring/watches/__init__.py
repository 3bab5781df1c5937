"""Watches: what is looked for in all that arrives, in which words, and who wants to be told."""
