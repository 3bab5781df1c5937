"""Loads the demonstration by the verbs people use, each act at its own hour."""

from comms.portability.service.demonstration import Loaded, is_empty, load

__all__ = ["Loaded", "is_empty", "load"]
