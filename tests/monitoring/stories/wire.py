"""Dispatches invented by chance, and what newsrooms make of them."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

SYLLABLES = tuple(
    each + end
    for each in ("ca", "la", "mi", "po", "tra", "ré", "dé", "con", "sur", "ver", "lu", "vi")
    for end in ("", "n", "tion", "r", "ment")
)
SMALL = ("le", "la", "les", "de", "des", "du", "et", "à", "en", "un", "une", "pour", "dans", "sur",
         "que", "qui", "ne", "pas", "il", "elle", "ont", "est", "au", "avec")  # fmt: skip
NOON = datetime(2030, 3, 12, 12, tzinfo=UTC)
OUTLETS = [f"Journal {letter}" for letter in "ABCDEFGHIJKLMNOP"]


@dataclass
class Copy:
    """One text of a story, as a line of the command's file."""

    id: str
    story: int
    title: str
    text: str
    outlet: str
    published: datetime

    def line(self):
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "outlet": self.outlet,
            "published": self.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


class Wire:
    """Invents stories: few words are frequent, most are rare, as in any language."""

    def __init__(self, seed):
        self.chance = Random(seed)
        made = {
            "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randrange(1, 4)))
            for _ in range(6000)
        }
        self.words = sorted(made)
        self.chance.shuffle(self.words)
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.feet = {outlet: self.sentences(60) for outlet in OUTLETS}

    def word(self):
        if self.chance.random() < 0.42:
            return self.chance.choice(SMALL)
        return self.chance.choices(self.words, cum_weights=self.weights)[0]

    def sentences(self, length):
        """Return sentences with about this many words in all."""
        made, count = [], 0
        while count < length:
            some = [self.word() for _ in range(self.chance.randrange(12, 30))]
            count += len(some)
            made.append(" ".join(some).capitalize() + ".")
        return made

    def stories(self, count, kinds=()):
        """Return texts of several stories, each with its copies, and texts that only quote."""
        found = []
        for story in range(count):
            dispatch = self.sentences(self.chance.randrange(120, 320))
            found.append(self.copy(story, dispatch, "original"))
            some = self.chance.choices(kinds or list(KINDS), k=self.chance.randrange(2, 9))
            found += [self.copy(story, KINDS[kind](self, dispatch), kind) for kind in some]
            own = self.sentences(self.chance.randrange(120, 260))
            quote = self.chance.choice(dispatch)
            quoting = [*own[:2], f"« {quote} »", *own[2:]]
            found.append(self.copy(count + story, quoting, "quote"))
        self.chance.shuffle(found)
        return found

    def copy(self, story, sentences, kind):
        outlet = self.chance.choice(OUTLETS)
        text = [*sentences]
        if kind == "boilerplate":
            room = int(0.6 * sum(len(each.split()) for each in sentences))
            foot, count = [], 0
            for each in itertools.cycle(self.feet[outlet]):
                if count >= room:
                    break
                foot.append(each)
                count += len(each.split())
            half = len(foot) // 2
            text = [*foot[:half], *sentences, *foot[half:]]
        hours = self.chance.uniform(0, 100)
        return Copy(
            f"{kind}-{self.chance.getrandbits(40):x}",
            story,
            " ".join(self.word() for _ in range(8)),
            " ".join(text),
            outlet,
            NOON
            + timedelta(days=self.chance.randrange(3), hours=hours) * (0 if kind == "x" else 1),
        )


def _cut(wire, dispatch):
    return dispatch[: max(2, round(len(dispatch) * 0.6))]


def _summary(_wire, dispatch):
    return dispatch[:2]


def _retitled(_wire, dispatch):
    return dispatch


def _new_lead(wire, dispatch):
    return [*wire.sentences(20), *dispatch[1 : max(3, round(len(dispatch) * 0.8))]]


def _changed(share):
    def change(wire, dispatch):
        return [
            " ".join(wire.word() if wire.chance.random() < share else word for word in each.split())
            for each in dispatch
        ]

    return change


KINDS = {
    "retitled": _retitled,
    "cut": _cut,
    "summary": _summary,
    "new lead": _new_lead,
    "boilerplate": _retitled,
    "changed 5": _changed(0.05),
    "changed 20": _changed(0.2),
}


def score(copies, groups):
    """Return precision and recall of belonging to the right story, text by text (B-cubed)."""
    place = {}
    for number, ids in enumerate(groups):
        for each in ids:
            place[each] = number
    truth, found = {}, {}
    for each in copies:
        truth.setdefault(each.story, set()).add(each.id)
        found.setdefault(place[each.id], set()).add(each.id)
    precision = recall = 0.0
    for each in copies:
        right, given = truth[each.story], found[place[each.id]]
        both = len(right & given)
        precision += both / len(given)
        recall += both / len(right)
    return precision / len(copies), recall / len(copies)
