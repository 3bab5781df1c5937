"""The tables of the contact book."""

from comms.contacts.models.exchanges import Exchange
from comms.contacts.models.imports import HeldRow, Import, ImportChange, RowSeen
from comms.contacts.models.lists import ContactList, Membership
from comms.contacts.models.people import Address, Confidant, Contact, Distinct, Outlet, Role
from comms.contacts.models.words import SearchWord, Slip

__all__ = [
    "Address",
    "Confidant",
    "Contact",
    "ContactList",
    "Distinct",
    "Exchange",
    "HeldRow",
    "Import",
    "ImportChange",
    "Membership",
    "Outlet",
    "Role",
    "RowSeen",
    "SearchWord",
    "Slip",
]
