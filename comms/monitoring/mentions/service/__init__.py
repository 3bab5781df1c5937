"""What happens to mentions: caught as articles arrive, entered by hand, sorted."""
