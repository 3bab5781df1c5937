"""Makes a file as press offices keep them: 5,000 rows of invented people, with every mess we know.

Who each row is, is known here and nowhere in the file, so that what an import joins can be judged.
"""

import random
from dataclasses import dataclass, field

from comms.contacts.book.rules.given_names import GIVEN_NAMES

SYLLABLES = (
    "mar tin du pont le roy ber nard pe tit ro bert ri chard mo reau si mon lau rent gi rard bon"
    " net fran cois gar nier fau rous sel vin cent mul ler fe vre gau tier per rin mor gan ach ben"
)
OUTLETS = ("La Voix", "Radio", "Le Courrier", "L’Écho", "Télé", "La Gazette", "Agence", "Nord")
ACCENTS = {"e": "é", "a": "à", "i": "î", "o": "ô", "u": "ù", "c": "ç"}
HEADER = ("Nom", "Prénom", "Média", "Fonction", "E-mail", "Téléphone", "Ville", "Remarques")


@dataclass
class Person:
    """An invented person; `number` says who a row is."""

    number: int
    given: str
    family: str
    outlet: str
    email: str
    phone: str
    town: str = "Calais"
    note: str = ""


@dataclass
class Messy:
    """A file, who each of its data rows is, and whom nobody may write to."""

    data: bytes
    truth: list[int] = field(default_factory=list)  # row number - 1 → person
    objectors: list[str] = field(default_factory=list)
    homonyms: set[int] = field(default_factory=set)


class Maker:
    """Makes people and files from one seed."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self._given = sorted(name for name in GIVEN_NAMES if len(name) > 3)

    def person(self, number: int) -> Person:
        """Return someone with an address and a number of their own."""
        r, syllables = self.chance, SYLLABLES.split()
        given = r.choice(self._given).capitalize()
        if r.random() < 0.1:
            given = f"{given}-{r.choice(self._given).capitalize()}"
        family = "".join(r.choice(syllables) for _ in range(r.randint(2, 3))).capitalize()
        family = r.choice(("Le ", "Ben ", "d’", "De ")) + family if r.random() < 0.1 else family
        if r.random() < 0.3:
            letter = r.choice(sorted(ACCENTS))
            family = family.replace(letter, ACCENTS[letter], 1)
        outlet = f"{r.choice(OUTLETS)} {r.choice(syllables).capitalize()}"
        email = f"p{number}.{len(family)}@redaction{number % 97}.exemple"
        return Person(number, given, family, outlet, email, f"06{39980000 + number}")

    def altered(self, who: Person) -> Person:
        """Return the same person as another file would have them: changed once, or more often."""
        copy = Person(**vars(who))
        for change in self.chance.sample(self._alterations(), self.chance.choice((1, 1, 2))):
            change(copy)
        if self.chance.random() < 0.3:
            setattr(copy, self.chance.choice(("email", "phone")), "")
        return copy

    def _alterations(self):
        def plain(p):
            for letter, accent in ACCENTS.items():
                p.family = p.family.replace(accent, letter)

        def unhyphened(p):
            p.given = p.given.replace("-", " ")

        def swapped(p):
            p.given, p.family = p.family, p.given

        def shouted(p):
            p.family, p.given = p.family.upper(), p.given.upper()

        def shortened(p):
            at = self.chance.randrange(1, len(p.family))
            p.family = p.family[:at] + p.family[at + 1 :]

        def private(p):
            p.email = f"perso{p.number}@ailleurs.exemple"

        def dialled(p):
            p.phone = f"+33 (0){p.phone[1]} " + " ".join(
                p.phone[at : at + 2] for at in range(2, 10, 2)
            )
            p.email = p.email.upper()

        def moved(p):
            p.outlet = f"Magazine {p.number}"

        return [plain, unhyphened, swapped, shouted, shortened, private, dialled, moved]

    def file(self, rows: int = 5000, copies: int = 900, relatives: int = 40) -> Messy:
        """Return a file: originals, altered copies, relatives of one name, objectors."""
        people = [self.person(number) for number in range(rows - copies - relatives)]
        made = list(people)
        homonyms = set()
        for number, kin in enumerate(self.chance.sample(people, relatives), len(people)):
            other = self.person(number)
            other.given, other.family, other.phone = kin.given, kin.family, other.phone
            homonyms |= {number, kin.number}
            made.append(other)
        made += [self.altered(who) for who in self.chance.sample(people, copies)]
        self.chance.shuffle(made)
        objectors = [who.email for who in self.chance.sample(people, 15)]
        return Messy(self._written(made), [who.number for who in made], objectors, homonyms)

    def _written(self, people: list[Person]) -> bytes:
        r = self.chance
        separator, encoding = (
            r.choice((";", ",", "\t")),
            r.choice(("cp1252", "utf-8-sig", "utf-8", "utf-16", "mac_roman")),
        )
        lines = [separator.join(("Fichier presse, mis à jour en mars", *[""] * 7)), separator * 7]
        header = separator.join(HEADER)
        lines.append(header)
        for at, who in enumerate(people, 1):
            lines.append(separator.join(_quoted(cell, separator) for cell in self._cells(who)))
            if at % 400 == 0:
                lines += [separator * 7, header]
        return "\r\n".join(lines).encode(encoding)

    def _cells(self, who: Person) -> list[str]:
        r = self.chance
        email = f"{who.email} ; autre{who.number}@exemple.org" if r.random() < 0.05 else who.email
        phone = f"{who.phone} (le soir)" if r.random() < 0.1 else who.phone
        given = f"{who.given}\n" if r.random() < 0.02 else who.given
        note = "=HYPERLINK(1)" if r.random() < 0.02 else "suit la frontière; depuis 2029"
        return [who.family, given, who.outlet, "journaliste", email, phone, who.town, note]


def _quoted(cell: str, separator: str) -> str:
    if any(sign in cell for sign in (separator, "\n", '"')):
        return '"' + cell.replace('"', '""') + '"'
    return cell
