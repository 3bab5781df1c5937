"""People and newsrooms: who they are, how to reach them, found as one types."""
