"""What a figure must have, how a number is read and written, which typed numbers are claims."""
