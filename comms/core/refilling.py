"""A page shown again with what was typed into one of its forms, whatever page and form it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

Attributes = Mapping[str, str]
NOT_TYPED = frozenset({"password", "file", "submit", "button", "reset", "image"})
CHOSEN = frozenset({"checkbox", "radio"})
_VALUE = re.compile(r'\svalue="[^"]*"')
_MARKED = re.compile(r'\s(?:checked|selected)(?:="[^"]*")?(?=[\s>])')


@dataclass
class _Part:
    """A tag of a page: its text, from where to where it stands; of a textarea, also its words."""

    tag: str
    attributes: Attributes
    start: int
    text: str
    inside: tuple["_Part", ...]  # the folds around it
    select: str = ""  # of an option: the name of its list
    words: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Return under which name it is sent."""
        return self.select or self.attributes.get("name", "")

    @property
    def type(self) -> str:
        """Return what kind of field it is."""
        return self.attributes.get("type", "text") if self.tag == "input" else self.tag


@dataclass
class _Form:
    """A form of a page, with all that belongs to it wherever it stands."""

    action: str
    is_posted: bool = False  # others only ask for a page, perhaps at the same address
    parts: list[_Part] = field(default_factory=list)

    def takes(self, path: str, sent: Mapping[str, Sequence[str]]) -> bool:
        """Say whether this is what was sent: to this address, with its fixed fields as they are.

        Of a field that only tells what was read (`data-seen`) it may be another by now.
        """
        others = (each.attributes.get("formaction") for each in self.parts)
        fixed = {
            each.name: each.attributes.get("value", "")
            for each in self.parts
            if each.type == "hidden"
            and each.name != "csrf_token"
            and "data-seen" not in each.attributes
        }
        return (
            self.is_posted
            and path in {self.action, *(urlsplit(each).path for each in others if each)}
            and all(value in sent.get(name, ()) for name, value in fixed.items())
        )


class _Reader(HTMLParser):
    """Reads the forms of a page of ours, whose texts are escaped."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.page, self.path = page, path
        self.lines = [0, *(each.end() for each in re.finditer("\n", page))]
        self.forms: dict[str, _Form] = {}
        self.here, self.select = "", ""
        self.folds: list[_Part] = []
        self.area: _Part | None = None
        self.feed(page)

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a field, a fold."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.here = attributes.get("id") or f"form {self._at()}"
            action = urlsplit(attributes.get("action") or self.path).path
            known = self.forms.setdefault(self.here, _Form(action))
            known.action = action
            known.is_posted = attributes.get("method", "").lower() == "post"
            return
        text = self.get_starttag_text() or ""
        part = _Part(tag, attributes, self._at(), text, tuple(self.folds), self.select)
        if tag == "details":
            self.folds.append(part)
        elif tag == "select":
            self.select = part.name
        if tag in {"input", "textarea", "select", "option", "button"}:
            owner = attributes.get("form") or self.here
            self.forms.setdefault(owner, _Form("")).parts.append(part)
        self.area = part if tag == "textarea" else self.area

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, a list, a fold; note where the words of a textarea end."""
        if tag == "form":
            self.here = ""
        elif tag == "select":
            self.select = ""
        elif tag == "details" and self.folds:
            self.folds.pop()
        elif tag == "textarea" and self.area:
            self.area.words = (self.area.start + len(self.area.text), self._at())
            self.area = None


def refilled(
    page: str, path: str, sent_to: str, sent: Mapping[str, Sequence[str]]
) -> tuple[str, bool]:
    """Return a page with what was sent in the form that sent it; whether words were typed there.

    `path`: the page's own. Passwords and files are never put back. A page without that form comes
    back as it is.
    """
    forms = _Reader(page, path).forms.values()
    form = next((each for each in forms if each.takes(sent_to, sent)), None)
    if form is None:
        return page, False
    typed = [each for each in form.parts if each.type not in {*NOT_TYPED, "hidden", "select"}]
    changes = {start: (end, text) for each in typed for start, end, text in _again(each, sent)}
    for each in typed:
        if _holds_words(each, sent):
            changes |= {one.start: _opened(one) for one in each.inside}
    for start in sorted(changes, reverse=True):
        end, text = changes[start]
        page = page[:start] + text + page[end:]
    return page, any(_holds_words(each, sent) for each in typed)


def _holds_words(part: _Part, sent: Mapping[str, Sequence[str]]) -> bool:
    is_written = part.type not in CHOSEN and part.tag in {"input", "textarea"}
    return is_written and any(each.strip() for each in sent.get(part.name, ()))


def _opened(fold: _Part) -> tuple[int, str]:
    is_open = "open" in fold.attributes
    text = fold.text if is_open else fold.text.replace("<details", "<details open", 1)
    return fold.start + len(fold.text), text


def _again(part: _Part, sent: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield what is to stand in the place of a field: from, to, its text."""
    values, end = sent.get(part.name), part.start + len(part.text)
    if part.type in CHOSEN or part.tag == "option":
        word = "selected" if part.tag == "option" else "checked"
        if part.tag == "option" and values is None:
            return
        bare = _MARKED.sub("", part.text)
        if part.attributes.get("value", "on") in (values or ()):
            bare = bare.replace(f"<{part.tag}", f"<{part.tag} {word}", 1)
        yield part.start, end, bare
    elif values is None:
        return
    elif part.words:
        yield *part.words, "\n" + escape(values[0].replace("\r\n", "\n"))
    elif part.tag == "input":
        bare = _VALUE.sub("", part.text)
        yield part.start, end, bare.replace("<input", f'<input value="{escape(values[0])}"', 1)
