"""What is not made again for every test's application: templates, addresses, statements, doors.

They are the same in each of some thousand applications, and making them was half of what a test of
a page cost (measured with cProfile over four files: 17 of 33 s; then, of statements, 14 of 63 s).
"""

import threading
from collections.abc import Callable
from copy import copy
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Map, Rule, RuleFactory


def compile_templates_once(app: Flask, folder: Path) -> None:
    """Have templates compiled by the first application of this run that shows one."""
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def compile_statements_once() -> None:
    """Have a statement compiled by the first engine that meets it, as one house does for life.

    A server's database is emptied and not made anew: its connections serve all tests.
    """
    make_anew: Callable[..., Engine] = SQLAlchemy._make_engine
    first: dict[str, Engine] = {}  # by kind of database

    def made(self: SQLAlchemy, key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        engine = make_anew(self, key, {**options, "query_cache_size": ALL}, app)
        known = first.setdefault(engine.dialect.name, engine)
        engine.dialect = known.dialect  # what was compiled is found by it
        engine._compiled_cache = known._compiled_cache
        if is_lasting(known) and known.url == engine.url:
            engine.pool = known.pool
        return engine

    SQLAlchemy._make_engine = made  # type: ignore[method-assign,assignment]  # each house here


ALL = 20_000  # statements of a whole run, some thousand; in one house the usual 500 are many


def is_lasting(engine: Engine) -> bool:
    """Say whether this engine's database outlives a test."""
    return engine.dialect.name != "sqlite"


def lay_addresses_once() -> None:
    """Have the map of all addresses laid by the first application that has just these.

    Every application says its rules; what was laid for the same ones, in the same order, is taken.
    """
    Flask.url_map_class = _MapOnce


class _MapOnce(Map):
    laid: ClassVar[dict[tuple[Any, ...], Map]] = {}  # by what was said
    laying = threading.Lock()

    def __init__(self, *words: Any, **more: Any) -> None:
        self.said: list[Rule] = []
        self.is_laid = True
        super().__init__(*words, **more)

    def add(self, rulefactory: RuleFactory) -> None:
        """Hear a rule."""
        self.said += rulefactory.get_rules(self)
        self.is_laid = False

    def update(self) -> None:
        """Lay what was said, or take what was laid: somebody asks for the way."""
        with self.laying:
            if not self.is_laid:
                same = (*self.converters.items(), *map(_known_by, self.said))
                known = self.laid.get(same) or self.laid.setdefault(same, self._lay())
                self._matcher, self._rules_by_endpoint = known._matcher, known._rules_by_endpoint
                self._remap, self.is_laid = False, True

    def _lay(self) -> Map:
        made = Map(converters=self.converters)
        for rule in self.said:
            made.add(copy(rule))
        made.update()
        return made


def _known_by(rule: Rule) -> tuple[Any, ...]:
    methods, defaults = frozenset(rule.methods or ()), tuple((rule.defaults or {}).items())
    return (*SAID(rule), methods, defaults)


SAID = attrgetter(
    "rule", "endpoint", "provide_automatic_options", "strict_slashes", "merge_slashes", "subdomain",
    "host", "build_only", "redirect_to", "alias", "websocket",
)  # fmt: skip
