"""What people do at the door and with their accounts."""
