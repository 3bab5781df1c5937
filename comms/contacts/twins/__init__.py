"""Who may be in the book twice: judged alike, told apart, made one, parted again."""
