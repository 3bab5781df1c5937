"""Why a report cannot be made, and what people say in one."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core.refusal import teach
from comms.reports.rules import LONGEST, ReportWrong

teach(
    {
        ReportWrong.NOT_PRINTABLE: _l(
            "Le document n’a pas pu être composé (%(why)s). Prenez-le en Word ou en page web."
        ),
        ReportWrong.TOO_LONG: _l("C’est trop long : %(most)s signes au plus par texte."),
    }
)


def read(fields: MultiDict[str, str]) -> tuple[str, str]:
    """Read the first and the last words of a report."""
    opening, ahead = (
        fields.get(name, "").replace("\r\n", "\n")[: LONGEST + 1] for name in ("opening", "ahead")
    )
    return opening, ahead
