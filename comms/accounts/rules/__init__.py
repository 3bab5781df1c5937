"""What the association decided about who comes in, and how long they may stay."""
