"""Gathers what a report counts, keeps what people say in it, puts it on paper."""
