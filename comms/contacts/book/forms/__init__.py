"""What people write of people and newsrooms, and how it answers."""
