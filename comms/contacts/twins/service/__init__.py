"""What people do with those who may be one."""
