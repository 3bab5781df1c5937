"""What a year or a campaign came to, as a document for the board."""
