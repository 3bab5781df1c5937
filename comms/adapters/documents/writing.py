"""Which writer makes which kind of file; each is loaded when it is first asked for.

Word's and the typesetter's libraries take a quarter of a second to load: commands start in one.
"""

from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from typing import Any

from comms.adapters.documents.paper import Paper
from comms.core.text.typed import seen

HERE = "comms.adapters.documents"
FORMATS = {
    "html": "page",
    "docx": "word",
    "pdf": "printed",
    "txt": "plain",
    "mail": "mailed",
}


def write(form: str, paper: Paper) -> bytes:
    """Return a paper as a file of one of `FORMATS`.

    Raises:
        NotPrintable: the typesetter refused it.
    """
    made = import_module(f"{HERE}.{FORMATS[form]}").write(_seen(paper))
    return made.encode() if isinstance(made, str) else bytes(made)


def _seen(part: Any) -> Any:
    """Return a paper, or a part of one, without characters no program shows."""
    if isinstance(part, str):
        return seen(part)
    if isinstance(part, tuple):
        return tuple(map(_seen, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(
            part, **{each.name: _seen(getattr(part, each.name)) for each in fields(part)}
        )
    return part
