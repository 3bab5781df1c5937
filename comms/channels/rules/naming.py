"""What a channel may be called, and what it may say of the network it posts on."""

from dataclasses import dataclass

from comms.channels.rules import ChannelKind, ChannelWrong
from comms.channels.rules.counting import HIGHEST, LIMITS, OWN_LIMIT
from comms.core.refusal import Code, Particular


@dataclass(frozen=True)
class Draft:
    """A channel as it is named; `most`: signs this very server takes, where servers differ."""

    name: str
    network: str = ""
    most: int | None = None
    has_address: bool = True
    note: str = ""


def obstacles_to_channel(kind: str, folded: str, network: str, most: int | None) -> list[Code]:
    """Return all that is wrong with a channel as it was written down; its name is folded."""
    found: list[Code] = []
    if kind not in list(ChannelKind):
        facts = (("kind", kind), ("kinds", ", ".join(ChannelKind)))
        found.append(Particular(ChannelWrong.UNKNOWN_KIND, facts))
    if network and network not in LIMITS:
        facts = (("network", network), ("networks", ", ".join(LIMITS)))
        found.append(Particular(ChannelWrong.UNKNOWN_NETWORK, facts))
    if most is not None and (network not in OWN_LIMIT or not 0 < most <= HIGHEST):
        found.append(Particular(ChannelWrong.NO_LIMIT, (("highest", str(HIGHEST)),)))
    if not folded.strip():
        found.append(ChannelWrong.NO_NAME)
    return found
