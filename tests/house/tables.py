"""Makes every table known: those of rooms the factory does not open yet too."""

import pkgutil
from importlib import import_module

import comms


def know_all() -> list[str]:
    """Import every module of tables there is; return their names."""
    found = [
        module.name
        for module in pkgutil.walk_packages(comms.__path__, "comms.")
        if "models" in module.name.split(".")
    ]
    for name in found:
        import_module(name)
    return found


TABLES = know_all()
