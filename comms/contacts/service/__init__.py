"""What people do with the contact book."""

from comms.contacts.service.access import access_file, agreed_to_stay, legal_register
from comms.contacts.service.deciding import decide
from comms.contacts.service.erasing import erase
from comms.contacts.service.exporting import export
from comms.contacts.service.importing import foresee, take_in
from comms.contacts.service.informing import informed
from comms.contacts.service.keeping import change, confide, freeze, note, write_down
from comms.contacts.service.listing import close, open_list, put_on, rename, reopen, take_off
from comms.contacts.service.merging import forget_old_merges, merge, part
from comms.contacts.service.reading import understand, understand_pasted
from comms.contacts.service.refusing import object_address, object_person
from comms.contacts.service.replaying import replay
from comms.contacts.service.twins import tell_apart
from comms.contacts.service.undoing import Undone, forget_old, undo

__all__ = [
    "Undone",
    "access_file",
    "agreed_to_stay",
    "change",
    "close",
    "confide",
    "decide",
    "erase",
    "export",
    "foresee",
    "forget_old",
    "forget_old_merges",
    "freeze",
    "informed",
    "legal_register",
    "merge",
    "note",
    "object_address",
    "object_person",
    "open_list",
    "part",
    "put_on",
    "rename",
    "reopen",
    "replay",
    "take_in",
    "take_off",
    "tell_apart",
    "understand",
    "understand_pasted",
    "undo",
    "write_down",
]
