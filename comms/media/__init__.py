"""Pictures: clean from the moment they enter, and none leaves before a person has looked."""
