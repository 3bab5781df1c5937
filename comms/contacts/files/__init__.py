"""What comes into the book from files, and goes out of it as one."""
