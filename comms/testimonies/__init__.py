"""Testimonies: what people told us, and exactly what they agreed to."""
