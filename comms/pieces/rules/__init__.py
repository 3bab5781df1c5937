"""What the association decided about writing together and letting things leave."""
