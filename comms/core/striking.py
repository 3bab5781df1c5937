"""Takes the words of somebody who withdrew out of every column that holds words (`WORDS`)."""

from typing import Any

from sqlalchemy import select

from comms.core import events, options
from comms.core.db import WORDS, Base, db


def strike(event: events.WordsStruck) -> None:
    """Ask of each such column what is left of it; rooms whose words mean more do it themselves."""
    for mapper in Base.registry.mappers:
        columns = mapper.column_attrs
        names = [each.key for each in columns if WORDS.items() <= each.columns[0].info.items()]
        for row in db.session.scalars(select(mapper.class_)) if names else ():
            for name in names:
                held = getattr(row, name)
                left = _without(held, "", event)
                if left != held:
                    setattr(row, name, left)
    db.session.flush()
    db.session().info.pop(options.HELD, None)


def _without(held: Any, lang: str, event: events.WordsStruck) -> Any:
    """Return what is left of words, kept in one text or in several, by language or not."""
    if isinstance(held, str):
        return event.without(held, lang)
    if isinstance(held, dict):
        return {name: _without(each, str(name), event) for name, each in held.items()}
    if isinstance(held, list):
        return [_without(each, lang, event) for each in held]
    return held
