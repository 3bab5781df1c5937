"""What is typed of a talking point, and why it is not kept."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import rows
from comms.core.languages import CONTENT
from comms.core.refusal import teach
from comms.talking.rules import LONGEST_ANSWER, LONGEST_QUESTION, PointWrong

teach(
    {
        PointWrong.NO_QUESTION: _l("Écrivez la question, comme on nous la pose."),
        PointWrong.NO_ANSWER: _l("Écrivez la réponse : ce que chacun de nous peut dire."),
        PointWrong.TOO_LONG: _l("C’est trop long pour être dit au téléphone : coupez en deux."),
        PointWrong.CHANGED: _l(
            "Quelqu’un a changé ces mots entre-temps. Les siens sont au-dessus, les vôtres "
            "attendent ici : gardez ce qui convient, puis enregistrez."
        ),
        PointWrong.CLOSED: _l("Cette campagne est close. Rouvrez-la pour changer ses éléments."),
    }
)


@dataclass(frozen=True)
class Typed:
    """A wording as typed; `insert` is the key of a figure to put at its end."""

    lang: str = "fr"
    question: str = ""
    answer: str = ""
    version: int = 0
    insert: str = ""


def read(fields: MultiDict[str, str]) -> Typed:
    """Read a wording; a language we do not know is French."""
    lang, version = fields.get("lang", "fr"), fields.get("version", "")
    return Typed(
        lang=lang if lang in CONTENT else "fr",
        question=fields.get("question", "")[: LONGEST_QUESTION + 1],
        answer=fields.get("answer", "").replace("\r\n", "\n")[: LONGEST_ANSWER + 1],
        version=rows.number(version) or 0,
        insert=fields.get("insert", ""),
    )
