"""Addresses as people write them: several in a cell, with remarks, and when two are the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from comms.accounts.rules import addresses
from comms.contacts.book.rules import cells
from comms.contacts.book.rules.kinds import AddressKind, AddressState

_SIGN = r"[^\s<>,;:\"()\[\]|]"
# Begun at the head of a word alone: from each letter of 30,000 it took a quarter of a minute.
_LABELLED = re.compile(rf"((?<!{_SIGN}){_SIGN}+@{_SIGN}+)>?(?:[ \t]*\(([^()\n]*)\))?")
_AT = re.compile(r"(?<!\s)\s*+[(\[]\s*(?:at|arobase|a)\s*[)\]]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\\);|[\n|]|\s/\s|,(?=\s*[+(\d])|/(?=\s*[+(0])|\bou\b|\bor\b|\bet\b")
_NUMBER = re.compile(r"\(?\+?\(?\d[\d\s().\-/\u00a0\u202f·]*\d")
_TRUNK = re.compile(r"\(\s*0\s*\)")
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
FEWEST_DIGITS = 6
_COUNTRIES = {
    "FR": "france | fr",
    "GB": "royaume uni | royaume-uni | uk | gb | united kingdom | angleterre | england | ecosse"
    " | grande-bretagne | great britain | scotland | wales",
    "BE": "belgique | belgium | be",
    "CH": "suisse | switzerland | ch",
    "DE": "allemagne | germany | de",
    "LU": "luxembourg | lu",
    "NL": "pays-bas | netherlands | nl",
    "IT": "italie | italy | it",
    "ES": "espagne | spain | es",
    "IE": "irlande | ireland | ie",
    "US": "etats-unis | usa | us | united states",
    "CA": "canada | ca",
}
_REGIONS = {said.strip(): code for code, all_ in _COUNTRIES.items() for said in all_.split("|")}


@dataclass(frozen=True)
class Reached:
    """One address: how it is used, as it was typed, and what makes two of them the same."""

    kind: AddressKind
    value: str
    key: str
    typed: str = ""
    label: str = ""
    state: AddressState = AddressState.OK


def email_key(email: str) -> str:
    """Return what two equal addresses share: case folded on both sides of the @, no more."""
    return addresses.key_of(email)


def region_of(country: str) -> str:
    """Return the region whose way of writing telephones a country has; France by default."""
    return known_region(country) or "FR"


def known_region(country: str) -> str | None:
    """Return the region of a country as it was typed; None when we cannot tell."""
    return _REGIONS.get(country.casefold().strip().replace("é", "e").replace("É", "e"))


def read_emails(cell: str) -> tuple[list[Reached], list[str]]:
    """Return the addresses of a cell with the remarks after them, and what is no address."""
    found: list[Reached] = []
    wrong: list[str] = []
    rest = _AT.sub("@", cell).replace("mailto:", " ")
    for typed, label in _LABELLED.findall(rest):
        bare = typed.strip(".,'’`-").removesuffix("/")
        if email := _email(bare):
            key = email_key(email)
            found.append(Reached(AddressKind.EMAIL, email, key, typed, cells.bare(label.strip())))
        else:
            wrong.append(typed)
    for piece in re.split(r"[;,\n]", _LABELLED.sub(" ", rest)):
        if "@" in piece or (not found and not wrong and piece.strip()):
            wrong.append(" ".join(piece.split()))
    return _once(found), [each for each in wrong if each not in ("-", "--", "/", "?", "x", "N/A")]


def _email(typed: str) -> str | None:
    """Return an address someone far away can write to: its domain has a dot."""
    read_as = addresses.read(typed)
    return read_as if read_as and "." in read_as.rpartition("@")[2] else None


def read_phones(cell: str, region: str = "FR", label: str = "") -> tuple[list[Reached], list[str]]:
    """Return the telephones of a cell with the remarks beside them, and what is no number."""
    found: list[Reached] = []
    wrong: list[str] = []
    for piece in map(str.strip, _BETWEEN.split(cell)):
        numbers = _phones(piece, region, label)
        found += numbers
        if not numbers and piece.strip(" -/.?x"):
            wrong.append(" ".join(piece.split()))
    return _once(found), wrong


def _phones(piece: str, region: str, label: str) -> list[Reached]:
    numbers = [each for each in _NUMBER.findall(piece) if _digits(each) >= FEWEST_DIGITS]
    if not numbers:
        short = re.fullmatch(r"\s*(\d{3,5})\s*", piece)  # « 3620 »: dialled as it stands
        return [Reached(AddressKind.PHONE, short[1], short[1], label=label)] if short else []
    remark = _remark(_without(piece, numbers))
    said = cells.bare(remark) or label
    return [_phone(number, piece.strip(), region, said) for number in numbers]


def _remark(rest: str) -> str:
    """Return what is said of a number: in brackets as it stands, else without the signs."""
    if said := re.fullmatch(r"[\s:;.,\-–—]*\(([^()]*)\)\s*", rest):
        return said[1].strip()
    return re.sub(r"[\s()\[\]:;.,\-–—]+", " ", rest).strip()


def _without(piece: str, numbers: Iterable[str]) -> str:
    for number in numbers:
        piece = piece.replace(number, " ")
    return piece


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _phone(number: str, typed: str, region: str, label: str) -> Reached:
    """Write a number in E.164; one nobody could dial is kept as typed and marked."""
    try:
        read_as = phonenumbers.parse(_TRUNK.sub("", number), region)
    except phonenumbers.NumberParseException:
        read_as = None
    if read_as is None or not _may_ring(read_as):
        bare = re.sub(r"\D", "", number)
        return Reached(AddressKind.PHONE, number.strip(), bare, typed, label, AddressState.UNSURE)
    e164 = phonenumbers.format_number(read_as, phonenumbers.PhoneNumberFormat.E164)
    return Reached(AddressKind.PHONE, e164, e164, typed, label)


def _may_ring(number: phonenumbers.PhoneNumber) -> bool:
    """Say whether a number is long enough; of French ones the library takes a digit less."""
    is_short_french = number.country_code == 33 and len(str(number.national_number)) != 9
    return phonenumbers.is_possible_number(number) and not is_short_french


@lru_cache(maxsize=5_000)
def shown_phone(value: str) -> str:
    """Return a telephone as it is read aloud: national in France, else international."""
    try:
        read_as = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    national = read_as.country_code == 33
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(read_as, kind.NATIONAL if national else kind.INTERNATIONAL)


def written_phone(value: str) -> str:
    """Return a telephone as any other program understands it: « +33 6 39 98 00 11 »."""
    try:
        read_as = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(read_as, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_sites(cell: str) -> list[Reached]:
    """Return the sites of a cell; only what a browser can open."""
    found = []
    for typed in cell.replace(";", " ").replace(",", " ").split():
        bare = _SITE.sub("", typed).rstrip("/")
        if "." in bare and "@" not in bare and ":" not in bare.partition("/")[0]:
            url = typed if typed.lower().startswith(("http://", "https://")) else f"https://{typed}"
            found.append(Reached(AddressKind.SITE, url, bare.casefold(), typed))
    return _once(found)


_NAMED = re.compile(r"([^:]{1,40}?)\s*:\s+(.+)")


def read_handles(cell: str, label: str = "") -> list[Reached]:
    """Return the accounts of a cell as typed; `label` names the network."""
    pieces = [each.strip() for each in re.split(r"[;,\n]|(?<![:\s])\s+(?=@)", cell)]
    made = []
    for piece in pieces:
        named = _NAMED.fullmatch(
            piece
        )  # « mastodon : @x »; an address has no space after its colon
        said, bare = (named[1], named[2]) if named else (label, piece)
        key = f"{said.casefold()} {bare.casefold().removeprefix('@')}".strip()
        if any(map(str.isalnum, bare)):
            made.append(Reached(AddressKind.HANDLE, bare, key, label=said))
    return _once(made)


def _once(found: list[Reached]) -> list[Reached]:
    return list({(each.kind, each.key): each for each in reversed(found)}.values())[::-1]
