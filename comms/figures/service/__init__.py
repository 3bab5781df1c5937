"""What people do with figures: give, check, correct, withdraw, import a month."""

from comms.figures.service.keeping import add, change, check, correct, withdraw

__all__ = ["add", "change", "check", "correct", "withdraw"]
