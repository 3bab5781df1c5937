"""A release on its way by mail: its sendings, and one row per recipient."""
