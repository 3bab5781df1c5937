"""What people do with an idea, and with a link by which ideas come from the field."""

from comms.ideas.service.board import (
    change,
    forget_old,
    propose,
    put_aside,
    put_off,
    take_up,
    write,
)
from comms.ideas.service.dropping import Dropped, close, drop, hand_over, open_link

__all__ = [
    "Dropped",
    "change",
    "close",
    "drop",
    "forget_old",
    "hand_over",
    "open_link",
    "propose",
    "put_aside",
    "put_off",
    "take_up",
    "write",
]
