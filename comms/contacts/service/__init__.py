"""What people do with the contact book."""

from comms.contacts.service.refusing import object_address

__all__ = ["object_address"]
