"""Mentions: one chip, `@{Utopia}`, the right handle on each network; hashtags; templates."""

import re
from collections.abc import Mapping

Handles = Mapping[str, Mapping[str, str]]  # by name, then by network
CHIP = re.compile(r"@\{([^{}\n]{1,80})\}")
_PAIR = re.compile(r"^\s*(?P<network>[a-z]+)\s+(?P<handle>@?\S+)\s*$")


def known_handles(text: str) -> dict[str, dict[str, str]]:
    """Read handles written `Utopia : mastodon @utopia@piaille.fr, x @utopia56`, a name a line."""
    found: dict[str, dict[str, str]] = {}
    for name, told in _lines(text):
        pairs = (_PAIR.match(each) for each in told.split(","))
        found[name] = {each["network"]: each["handle"] for each in pairs if each}
    return found


def groups(text: str) -> dict[str, str]:
    """Read groups of hashtags written `Calais : #Calais #Frontière`, a group a line."""
    return dict(_lines(text))


def templates(text: str) -> list[tuple[str, str]]:
    """Read templates: a line `# Nom`, then the text a post of that kind begins with."""
    parts = re.split(r"^#[ \t]+(.+)$", text, flags=re.MULTILINE)
    return [
        (name.strip(), body.strip()) for name, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def _lines(text: str) -> list[tuple[str, str]]:
    parted = (line.partition(":") for line in text.splitlines())
    whole = ((name.strip(), told.strip()) for name, colon, told in parted if colon)
    return [(name, told) for name, told in whole if name and told]


def mentioned(text: str) -> list[str]:
    """Return the names of the chips of a text, each once."""
    return list(dict.fromkeys(each.strip() for each in CHIP.findall(text)))


def with_handles(text: str, handles: Handles, network: str) -> str:
    """Return a text whose chips are handles of a network; where there is none, the plain name."""

    def put(found: re.Match[str]) -> str:
        name = found[1].strip()
        return handles.get(name, {}).get(network) or name

    return CHIP.sub(put, text)
