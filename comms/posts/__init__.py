"""Posts: one idea for the networks."""
