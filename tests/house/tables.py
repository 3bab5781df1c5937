"""Makes every table known: those that only pages or jobs use too."""

import pkgutil
from importlib import import_module

import comms


def know_all() -> list[str]:
    """Import every module that may hold tables, of the rooms and the core; return their names."""
    found = [
        module.name
        for module in pkgutil.walk_packages(comms.__path__, "comms.")
        if "models" in module.name.split(".") or module.name.startswith("comms.core.")
    ]
    for name in found:
        import_module(name)
    return found


TABLES = know_all()
