"""The log: one JSON object a line, in UTC, that names its request; never a secret.

Of a request it holds the method, the route (not the address, where one-time links have
their secret), the status, the time it took and the number of who asked; no header, no
query and no body. Line breaks in what callers say are escaped, so that nobody writes
lines of his own.
"""

import logging
from typing import Any

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter

TOLD = ("address", "method", "milliseconds", "path", "route", "status", "user")
"""What lines may hold beside their words; ``extra`` of other names is left out."""


def configuration(*, readable: bool) -> dict[str, Any]:
    """The setting LOGGING; ``readable`` is for people at a console."""
    line = "tracker.logs.for_people" if readable else "tracker.logs.json_lines"
    handler = {"class": "logging.StreamHandler", "formatter": "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": line}},
        "handlers": {"log": handler},
        "root": {"handlers": ["log"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Its warnings repeat our own line about the same request.
            "django.request": {"level": "ERROR"},
            "_granian": {"handlers": [], "propagate": True},
        },
    }


def json_lines() -> logging.Formatter:
    """Writes each record as one line of JSON."""
    return _formatter(
        structlog.processors.format_exc_info, structlog.processors.JSONRenderer()
    )


def for_people() -> logging.Formatter:
    """Writes each record for somebody who looks at a console."""
    return _formatter(structlog.dev.ConsoleRenderer(colors=False))


def _formatter(*ending: Any) -> logging.Formatter:
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            ExtraAdder(allow=TOLD),
        ],
        processors=[ProcessorFormatter.remove_processors_meta, *ending],
    )
