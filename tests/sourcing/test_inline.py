"""Who speaks between quotation marks in running text: a testimony is seen there too."""

from datetime import date

import pytest

from comms.pieces.rules.bindings import Prose
from comms.sourcing.rules.inline import speakers
from comms.sourcing.rules.quoting import QuoteWrong, weigh


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("« Ils ont pris nos tentes », raconte Ahmed, 19 ans.", "Ahmed"),
        ("« Ils ont pris nos tentes », raconte Ahmed devant sa tente.", "Ahmed"),
        ("« Ils ont pris nos tentes », nous a dit A., arrivé hier.", "A."),
        ("« Ils ont pris nos tentes », dit un jeune homme.", "un jeune homme"),
        ("« Ils ont pris nos tentes » (Amal, 17 ans).", "Amal"),
        ("« Ils ont pris nos tentes », A., 19 ans.", "A."),
        ("Amal raconte : « Ils ont pris nos tentes. »", "Amal"),
        ("Ahmed Ali, 19 ans, raconte : « Ils ont pris nos tentes. »", "Ahmed Ali"),
        ("Selon Amal, 17 ans, « ils ont pris nos tentes ».", "Amal"),
        ("Selon A., « ils ont pris nos tentes ».", "A."),
        ("Selon Amnesty, « le droit est violé ».", ""),
        ("“They took our tents,” says Amal, 17.", "Amal"),
        ("“They took our tents,” a young woman told us; says A. again", ""),
        ("Amal told us: “They took our tents.”", "Amal"),
        ("„Sie haben unsere Zelte genommen“, sagt Amal, 17 Jahre.", "Amal"),
        ("«أخذوا خيامنا»، أ، ١٩ عاما", ""),
        # nobody we protect
        ("Le camp dit « la jungle » est vide.", ""),
        ("« Nous comptons chaque expulsion », explique Ada Exemple, porte-parole.", ""),
        ("« Nous comptons chaque expulsion », explique Ada, porte-parole de l’association.", ""),
        ("« Zéro point de fixation », a dit le préfet du Pas-de-Calais.", ""),
        ("« Zéro point de fixation », répond la préfecture.", ""),
        ("Le Monde raconte : « La plage est vide. »", ""),
        ("L’ONU explique : « Le droit à l’eau est universel. »", ""),
        ("L’article 3 dit : « Nul ne peut être soumis à la torture. »", ""),
        ("Elle raconte : « Ils ont pris nos tentes. »", ""),
        ("Notre rapport « Une année d’expulsions » paraît demain.", ""),
        ("> « Ils ont pris nos tentes », raconte Ahmed.", ""),
    ],
)
def test_who_speaks_in_running_text(text: str, who: str):
    assert [each for _start, _end, each in speakers(text)] == ([who] if who else [])


def _codes(text: str) -> list[QuoteWrong]:
    prose = [Prose("body", text, "fr")]
    return [each.code for each in weigh("release", prose, {}, date(2030, 3, 12))]


def test_a_testimony_in_running_text_without_a_record_blocks():
    assert _codes("Hier, « ils ont pris nos tentes », raconte Ahmed, 19 ans.") == [
        QuoteWrong.UNBOUND
    ]


def test_one_that_is_bound_is_held_against_its_record():
    said = "« Ils ont pris nos tentes », raconte [Ahmed, 19 ans](testimony:a-19)."
    assert _codes(said) == [QuoteWrong.UNKNOWN]
