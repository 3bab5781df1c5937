"""What is not made again for every test's application: compiled templates, addresses of pages.

Both are the same in each of some thousand applications, and making them was half of what a test of
a page cost (measured with cProfile over four files: 17 of 33 s).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


def compile_templates_once(app: Flask, folder: Path) -> None:
    """Have templates compiled by the first application of this run that shows one."""
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def compile_addresses_once() -> None:
    """Have what writes the address of a page compiled once a process.

    What werkzeug compiles knows the rule alone; converters are asked of the rule it is bound to.
    """
    compile_anew: Callable[[Rule, bool], Builder] = Rule._compile_builder
    known: dict[Any, Builder] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Builder:
        same = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
        if same not in known:
            known[same] = compile_anew(rule, append_unknown)
        return known[same]

    Rule._compile_builder = compiled  # type: ignore[method-assign]  # every rule of this process
