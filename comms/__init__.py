"""The communications and press office of a small association."""
