"""What to think of before one writes to people, or calls one."""
