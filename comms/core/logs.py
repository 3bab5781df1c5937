"""What the machine writes down when something breaks: where and what kind; nobody's words.

A traceback as libraries print it shows messages and values of variables: names, addresses, texts
people wrote, watched terms. None of them belongs in a file that is read by whoever helps.
"""

import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog
from flask import Flask, request
from sqlalchemy.exc import StatementError
from structlog.typing import ExcInfo

log = structlog.get_logger()
# What these say is about code and files, not about people.
SPEAK_OF_CODE = (AttributeError, ImportError, NameError, TypeError, OSError, RecursionError)


def told(error: BaseException | None) -> Iterator[str]:
    """Yield the lines that may be written of an error: its causes first, as Python tells them."""
    if error is None:
        return
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from told(before)
        yield "then"
    for place in traceback.extract_tb(error.__traceback__):
        yield f"  {place.filename}:{place.lineno} {place.name}"
    yield _kind(error)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, StatementError):
        return f"{name}: {' '.join((error.statement or '').split())[:500]}"
    return f"{name}: {error}" if isinstance(error, SPEAK_OF_CODE) else name


def _stack(exc_info: ExcInfo) -> str:
    return "\n".join(told(exc_info[1]))


def install(app: Flask) -> None:
    """Have every log line of this process written so."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_stack),
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        logger_factory=_on_stderr,  # stdout belongs to what commands answer
    )
    app.log_exception = _log_page  # type: ignore[method-assign]  # Flask's own shows messages


def _on_stderr(*_: object) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)


ErrorInfo = (
    tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]
)  # as Flask hands it on


def _log_page(exc_info: ErrorInfo) -> None:
    log.error("page failed", kind=request.endpoint, exc_info=exc_info)
