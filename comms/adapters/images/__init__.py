"""Pictures are opened here alone: looked through for what they tell of people, and made clean."""

from comms.adapters.images.cleaning import (
    LONGEST_SIDE,
    Picture,
    PictureRefused,
    PictureTrouble,
    clean,
    small,
)
from comms.adapters.images.holding import Holding, Seen, look_through

__all__ = [
    "LONGEST_SIDE",
    "Holding",
    "Picture",
    "PictureRefused",
    "PictureTrouble",
    "Seen",
    "clean",
    "look_through",
    "small",
]
