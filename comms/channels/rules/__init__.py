"""What a channel may be, and how each network counts a text."""

from enum import StrEnum


class ChannelKind(StrEnum):
    """How a channel is served."""

    HAND = "hand"  # a person posts it and brings the proof back


class ChannelWrong(StrEnum):
    """Why a channel cannot be."""

    NO_NAME = "channel.no_name"
    NAME_TAKEN = "channel.name_taken"
    UNKNOWN_KIND = "channel.unknown_kind"
    NO_LIMIT = "channel.no_limit"
    UNKNOWN_NETWORK = "channel.unknown_network"
    SLOT_UNREADABLE = "channel.slot_unreadable"
    TOO_MANY_SLOTS = "channel.too_many_slots"
