"""Aujourd'hui by mail, for who wants it in the morning."""

from comms.desk.service.mornings import letter, promise, want

__all__ = ["letter", "promise", "want"]
