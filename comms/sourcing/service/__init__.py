"""Keeps texts true to their records: bound as they are saved, followed when one changes."""
