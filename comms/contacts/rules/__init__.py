"""What holds for contacts, without a database: names, addresses, who is the same person."""
