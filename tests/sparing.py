"""What is not made again for every test's application: templates, addresses, statements, doors.

They are the same in each of some thousand applications, and making them was half of what a test of
a page cost (measured with cProfile over four files: 17 of 33 s; then, of statements, 14 of 63 s).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule


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
        engine = make_anew(self, key, options, app)
        known = first.setdefault(engine.dialect.name, engine)
        engine.dialect = known.dialect  # what was compiled is found by it
        engine._compiled_cache = known._compiled_cache
        if is_lasting(known) and known.url == engine.url:
            engine.pool = known.pool
        return engine

    SQLAlchemy._make_engine = made  # type: ignore[method-assign,assignment]  # each house here


def is_lasting(engine: Engine) -> bool:
    """Say whether this engine's database outlives a test."""
    return engine.dialect.name != "sqlite"


def compile_addresses_once() -> None:
    """Have an address compiled by the first rule that has it: the rest take what was made of it.

    What werkzeug makes knows the words of the rule alone; converters (we have its own ones only)
    know the map they were made for and ask nothing of it.
    """
    compile_anew = Rule.compile
    known: dict[Any, dict[str, Any]] = {}

    def compiled(self: Rule) -> None:
        same = (self.rule, self.subdomain, self.host, repr(self.defaults), self.merge_slashes)
        if same not in known:
            compile_anew(self)
            known[same] = {name: vars(self)[name] for name in MADE}
            return
        vars(self).update(known[same])

    Rule.compile = compiled  # type: ignore[method-assign]  # every rule of this process


MADE = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")
