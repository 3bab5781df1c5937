"""What a mention is: where it stands, whose it is, what it says of us."""
