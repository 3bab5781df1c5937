"""What people do with a piece: write it, remark on it, let it leave or not."""

from comms.pieces.service.remarks import ask_changes, comment, resolve, take
from comms.pieces.service.writing import (
    Saved,
    approve,
    ask_approval,
    ask_before_finish,
    begin,
    drop,
    expire_overdue,
    finish_if_done,
    has_left,
    has_not_left,
    hold,
    move,
    restore,
    resume,
    save,
)

__all__ = [
    "Saved",
    "approve",
    "ask_approval",
    "ask_before_finish",
    "ask_changes",
    "begin",
    "comment",
    "drop",
    "expire_overdue",
    "finish_if_done",
    "has_left",
    "has_not_left",
    "hold",
    "move",
    "resolve",
    "restore",
    "resume",
    "save",
    "take",
]
