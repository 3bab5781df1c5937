"""The house as a whole: an invented one to look at, a backup of one's own, its way back."""

from comms.portability.service.backing import BackupWrong, Made, make, opened
from comms.portability.service.demonstration import Loaded, is_empty, load
from comms.portability.service.handing import Handed, close, forget_notes, hand_over, note
from comms.portability.service.restoring import Restored, forget_replaced, restore

__all__ = [
    "BackupWrong",
    "Handed",
    "Loaded",
    "Made",
    "Restored",
    "close",
    "forget_notes",
    "forget_replaced",
    "hand_over",
    "is_empty",
    "load",
    "make",
    "note",
    "opened",
    "restore",
]
