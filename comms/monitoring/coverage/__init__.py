"""The coverage: how much was said of us, where, how, and of what."""
