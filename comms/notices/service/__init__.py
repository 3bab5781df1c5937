"""What happens to a notice: told, worded, carried by mail, read, forgotten."""
