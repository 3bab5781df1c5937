"""What holds for people and newsrooms, without a database: names, addresses, searches."""
