"""What people do with the cards of people and newsrooms."""
