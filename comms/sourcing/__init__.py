"""What ties texts to their records: bound, held against the bank, followed when it changes."""
