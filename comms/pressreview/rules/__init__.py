"""What a press review holds, what of it may be printed whole, and what may be wrong with it."""
