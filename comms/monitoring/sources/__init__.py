"""Sources: the feeds we read, how they are, and who is told when one falls silent."""
