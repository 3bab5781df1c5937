"""What people do at the telephone."""
