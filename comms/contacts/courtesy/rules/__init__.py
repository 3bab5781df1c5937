"""What courtesy asks, without a database."""
