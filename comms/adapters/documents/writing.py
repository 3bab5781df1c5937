"""Which writer makes which kind of file; each is loaded when it is first asked for.

Word's and the typesetter's libraries take a quarter of a second to load: commands start in one.
"""

from importlib import import_module

from comms.adapters.documents.paper import Paper

HERE = "comms.adapters.documents"
FORMATS = {"html": "page", "docx": "word", "pdf": "printed", "txt": "plain"}


def write(form: str, paper: Paper) -> bytes:
    """Return a paper as a file of one of `FORMATS`.

    Raises:
        NotPrintable: the typesetter refused it.
    """
    made = import_module(f"{HERE}.{FORMATS[form]}").write(paper)
    return made.encode() if isinstance(made, str) else bytes(made)
