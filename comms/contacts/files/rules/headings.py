"""What the headings of a file stand for, in the French and English people write."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from comms.core.text import fold


class Field(StrEnum):
    """What a column may hold."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    OUTLET = "outlet"
    TITLE = "title"
    BEAT = "beat"
    EMAIL = "email"
    PHONE = "phone"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    LANGUAGES = "languages"
    SITE = "site"
    HANDLE = "handle"
    HOURS = "hours"
    NOTES = "notes"
    LISTS = "lists"
    ORIGIN = "origin"
    PURPOSE = "purpose"
    OBJECTION = "objection"
    UID = "uid"
    IGNORE = "ignore"


_KNOWN: dict[Field, str] = {
    Field.NAME: "nom | name | nom prenom | prenom nom | full name | contact | contacts"
    " | journaliste | journalist | personne | interlocuteur | correspondant | fn"
    " | display name | nom contact | contact name | nom journaliste",
    Field.GIVEN: "prenom | prenoms | first name | firstname | given name | forename",
    Field.FAMILY: "nom famille | last name | lastname | surname | family name | nom usage",
    Field.OUTLET: "media | medias | outlet | organisation | organization | organisme | structure"
    " | redaction | support | journal | publication | chaine | societe | entreprise | company"
    " | employeur | nom media | media name | newsroom | titre presse | station | agence | employer"
    " | organisation name | organization name",
    Field.TITLE: "fonction | poste | titre | title | job title | position | qualite | role"
    " | job | metier | profession",
    Field.BEAT: "rubrique | rubriques | beat | beats | sujet | sujets | thematique | thematiques"
    " | theme | themes | specialite | specialites | secteur | topic | topics | section | service"
    " | domaine | domaines | subjects",
    Field.EMAIL: "email | emails | e mail | e mails | mail | mails | courriel | courriels | mel"
    " | adresse email | adresse e mail | adresse mail | adresse electronique | email address"
    " | e mail address | adresse courriel | adresses mail | courrier electronique",
    Field.PHONE: "telephone | telephones | tel | tels | phone | phones | portable | mobile | gsm"
    " | numero telephone | telephone portable | telephone mobile | telephone fixe | tel portable"
    " | tel mobile | tel fixe | fixe | ligne directe | tel direct | telephone direct | phone number"
    " | mobile phone | cell | cell phone | cellphone | num tel | tel bureau | telephone bureau"
    " | standard | work phone | numero | telephone standard | landline | tel port | telephone port",
    Field.TOWN: "ville | town | city | commune | localite | lieu",
    Field.REGION: "region | departement | zone | state | territoire | county",
    Field.COUNTRY: "pays | country",
    Field.LANGUAGES: "langue | langues | language | languages",
    Field.SITE: "site | site web | site internet | website | web | url | www | web site",
    Field.HANDLE: "twitter | twitter x | mastodon | bluesky | instagram | linkedin | facebook"
    " | threads | telegram | signal | whatsapp | compte | comptes | reseau social | reseaux"
    " | reseaux sociaux | handle | handles | social | compte twitter | compte x | x twitter"
    " | tiktok",
    Field.HOURS: "disponibilite | disponibilites | horaire | horaires | heures | hours"
    " | availability | bouclage",
    Field.NOTES: "note | notes | remarque | remarques | commentaire | commentaires | comment"
    " | comments | observation | observations | info | infos | informations | memo | precisions",
    Field.LISTS: "liste | listes | list | lists | fichier presse | fichier | groupe | groupes"
    " | group | groups | tags | tag | etiquette | etiquettes | categorie | categories | category",
    Field.ORIGIN: "origine | source | provenance | origin",
    Field.PURPOSE: "finalite | purpose",
    Field.OBJECTION: "opposition | objection | desinscrit | desabonne | ne pas contacter"
    " | unsubscribed | do not contact | opt out | optout",
    Field.UID: "uid",
    Field.IGNORE: "id | raison | civilite | salutation | code postal | cp | zip | postcode"
    " | postal code | date | ligne | line | adresse postale | rue | street | fax",
}
_MEANINGS = {
    heading.strip(): field for field, said in _KNOWN.items() for heading in said.split("|")
}
_FILLING = """
de du des la le les l d et and the of votre vos son sa ou n no num pro professionnel
professionnelle professionnels perso personnel personnelle principal principale secondaire autre
autres other primary work home business complet complete s 1 2 3 4 5 6 7 8 9
"""
FILLING = frozenset(_FILLING.split())
_LONGEST = 60


def meaning(heading: str) -> Field | None:
    """Return what a heading stands for; None when it is no heading anyone knows."""
    if len(heading) > _LONGEST or "@" in heading:
        return None
    said = re.findall(r"[^\W_]+", fold(heading))
    bare = [word for word in said if word not in FILLING]
    return _MEANINGS.get(" ".join(said)) or _MEANINGS.get(" ".join(bare))


def mapping(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> dict[str, Field]:
    """Guess what each column stands for: from its heading, else from what stands in it."""
    found = {column: meaning(column) for column in columns}
    for column, cells in zip(columns, samples, strict=True):
        found[column] = _by_content(found[column], [cell for cell in cells if cell.strip()])
    _settle_names(found, columns, samples)
    return {column: field or Field.IGNORE for column, field in found.items()}


def _by_content(guess: Field | None, cells: list[str]) -> Field | None:
    """Let the cells speak where the heading does not, or says « adresse »."""
    if not cells or guess not in (None, Field.NOTES):
        return guess
    if _share(cells, r".+@.+\..+") > (0.5 if guess is None else 0.9):
        return Field.EMAIL
    if guess is None and _share(cells, r"\D{0,3}\+?[\d(][\d\s().\-/]{7,}\D{0,20}") > 0.6:
        return Field.PHONE
    return guess


def _share(cells: list[str], shape: str) -> float:
    return sum(bool(re.fullmatch(shape, cell.strip(), re.DOTALL)) for cell in cells) / len(cells)


def _settle_names(
    found: dict[str, Field | None], columns: Sequence[str], samples: Sequence[Sequence[str]]
) -> None:
    """« Nom » beside « Prénom » is the family name; without any heading, words are a name."""
    fields = list(found.values())
    names = [column for column in columns if found[column] is Field.NAME]
    if Field.GIVEN in fields and Field.FAMILY not in fields and names:
        plain = [each for each in names if fold(each).strip() in ("nom", "name", "noms")]
        found[(plain or names)[0]] = Field.FAMILY
    if Field.OUTLET not in fields and fields.count(Field.TITLE) > 1:
        titled = [column for column in columns if fold(column).strip() in ("titre", "title")]
        if titled:
            found[titled[0]] = Field.OUTLET
    if not {Field.NAME, Field.FAMILY} & set(found.values()):
        _name_by_place(found, columns, samples)


def _name_by_place(
    found: dict[str, Field | None], columns: Sequence[str], samples: Sequence[Sequence[str]]
) -> None:
    """Take the first column of words for the name; the next, if nothing says otherwise, works."""
    free = [
        column
        for column, cells in zip(columns, samples, strict=True)
        if found[column] is None and any(any(map(str.isalpha, cell)) for cell in cells)
    ]
    if free and Field.GIVEN not in found.values():
        found[free[0]] = Field.NAME
        if len(free) > 1 and Field.OUTLET not in found.values() and free[1].startswith("Colonne "):
            found[free[1]] = Field.OUTLET


def corrected(guessed: Mapping[str, Field], wished: Mapping[str, str]) -> dict[str, Field]:
    """Return the mapping with what a person said instead; unknown words change nothing."""
    known = set(Field)
    return {
        column: Field(wished[column]) if wished.get(column) in known else field
        for column, field in guessed.items()
    }
