"""Keeps a place that is still secret out of every text that leaves."""

from comms.core.refusal import Code, Particular
from comms.core.text import fold
from comms.events import queries
from comms.events.rules import EventWrong, says
from comms.pieces.rules.kinds import Kind
from comms.pieces.rules.leaving import Content


def obstacles(kind: Kind, content: Content) -> list[Code]:
    """Return which secret places a text says."""
    texts = (*(each.text for each in kind.prose(content.words)), content.words.get("place", ""))
    text = fold("\n".join(map(str, texts)))
    secrets = queries.secrets() if text.strip() else []
    return [
        Particular(EventWrong.PLACE_SAID, (("title", title),))
        for title, words in secrets
        if says(text, fold(words))
    ]
