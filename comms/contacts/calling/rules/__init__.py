"""What holds at the telephone, without a database."""
