"""How the obstacles of a picture are said."""

from flask_babel import lazy_gettext as _l

from comms.adapters.images import PictureTrouble
from comms.core.refusal import lead, teach
from comms.media.rules import Look, PictureWrong

LOOKS = {
    Look.WAITING: _l("visages à vérifier"),
    Look.NOBODY: _l("personne de reconnaissable"),
    Look.CONSENT: _l("accord au dossier"),
    Look.REFUSED: _l("ne doit pas sortir"),
}

lead({PictureWrong.NOT_LOOKED_AT: "#pictures", PictureWrong.MUST_NOT_LEAVE: "#pictures"})
teach(
    {
        PictureWrong.NOT_LOOKED_AT: _l("Un visuel n’a pas été vérifié : regardez les visages."),
        PictureWrong.MUST_NOT_LEAVE: _l("Un visuel ne doit pas sortir : retirez-le du contenu."),
        PictureWrong.NO_FILE: _l("Choisissez une image."),
        PictureWrong.BUSY: _l(
            "Beaucoup d’images arrivent en ce moment : renvoyez les vôtres dans une minute."
        ),
        PictureTrouble.NOT_A_PICTURE: _l(
            "Ce fichier n’est pas une image que nous prenons : JPEG, PNG, WebP, HEIC ou AVIF."
        ),
        PictureTrouble.NOT_CLEAN: _l(
            "Cette image n’a pas pu être nettoyée : gardez-la à part et prévenez qui s’occupe de "
            "l’outil."
        ),
        PictureTrouble.TOO_BIG: _l("Cette image est trop grande : 60 millions de pixels au plus."),
    }
)
