"""The tables of the contact book."""

from comms.contacts.models.calling import Call, CallingSession
from comms.contacts.models.exchanges import Exchange
from comms.contacts.models.imports import HeldRow, Import, ImportChange, RowSeen
from comms.contacts.models.lists import ContactList, Membership
from comms.contacts.models.merging import Merge, Twin
from comms.contacts.models.people import Address, Confidant, Contact, Distinct, Duty, Outlet, Role
from comms.contacts.models.requests import CampaignVoice, FollowUp, Request, Spokesperson
from comms.contacts.models.words import SearchWord, Slip

__all__ = [
    "Address",
    "Call",
    "CallingSession",
    "CampaignVoice",
    "Confidant",
    "Contact",
    "ContactList",
    "Distinct",
    "Duty",
    "Exchange",
    "FollowUp",
    "HeldRow",
    "Import",
    "ImportChange",
    "Membership",
    "Merge",
    "Outlet",
    "Request",
    "Role",
    "RowSeen",
    "SearchWord",
    "Slip",
    "Spokesperson",
    "Twin",
]
