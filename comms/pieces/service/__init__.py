"""What people do with a piece: write it, remark on it, let it leave or not."""

from comms.pieces.service.deciding import approve, ask_approval, drop, expire_overdue, hold, resume
from comms.pieces.service.moving import (
    ask_before_finish,
    finish_if_done,
    has_left,
    has_not_left,
    move,
)
from comms.pieces.service.presence import be_here, leave
from comms.pieces.service.remarks import ask_changes, comment, resolve, take
from comms.pieces.service.striking import Struck, strike
from comms.pieces.service.writing import (
    Saved,
    begin,
    bind_anew,
    bind_with,
    bound,
    restore,
    rewrite,
    save,
)

__all__ = [
    "Saved",
    "Struck",
    "approve",
    "ask_approval",
    "ask_before_finish",
    "ask_changes",
    "be_here",
    "begin",
    "bind_anew",
    "bind_with",
    "bound",
    "comment",
    "drop",
    "expire_overdue",
    "finish_if_done",
    "has_left",
    "has_not_left",
    "hold",
    "leave",
    "move",
    "resolve",
    "restore",
    "resume",
    "rewrite",
    "save",
    "strike",
    "take",
]
