"""Putting a piece on its channels: one row a channel, and the proof that it is there."""
