"""Press events: who is invited, who comes, and a place that only those who come are told."""
