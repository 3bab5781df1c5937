"""Reads the contact book."""

from comms.contacts.queries.lists import Recipient, list_choices, list_names, recipients

__all__ = ["Recipient", "list_choices", "list_names", "recipients"]
