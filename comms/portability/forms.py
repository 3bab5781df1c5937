"""How it is said that the demonstration does not load."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.portability.service.demonstration import DemoWrong

teach(
    {
        DemoWrong.NOT_EMPTY: _l(
            "La démonstration se charge dans une base vide : ici, il y a déjà des contenus, "
            "des contacts ou des sources. Rien n’a été changé."
        ),
    }
)
