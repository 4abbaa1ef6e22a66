"""What a check is: a function from rows of one kind to the faults it sees in them."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models
from django.utils import translation
from django.utils.functional import lazy

from consortium import wording
from consortium.codelists import Severity

TUNED: dict[str, Severity] = {}
"""Other severities than the checks ask for, by code: the one place to set them."""

LONGEST = 500

money: Callable[[Any, str], Any] = lazy(wording.with_currency, str)
"""An amount of a currency as words of a message, in the language of the moment."""

listed: Callable[[list[Any]], Any] = lazy(lambda texts: ", ".join(map(str, texts)), str)
"""Several texts as one word of a message, each in the language of the moment."""


@dataclass(frozen=True)
class Flag:
    """One fault: the row that has it, and a sentence that a curator can act on.

    ``message`` is a pattern, still to be translated, that ``details`` (JSON) and
    ``words`` (texts, which may be lazy) fill. ``key`` tells several faults of one code
    in one row apart. ``severity`` is for a fault worse or milder than its code.
    """

    subject: models.Model
    message: Any
    details: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    severity: Severity | None = None

    def say(self, language: str) -> str:
        """The sentence in a language; empty where nobody has translated it."""
        with translation.override(language):
            pattern = str(self.message)
            if language != "en" and pattern == self._untranslated:
                return ""
            return (pattern % (self.details | self.words))[:LONGEST]

    @property
    def _untranslated(self) -> str:
        with translation.override(None):
            return str(self.message)


Find = Callable[[Any], Iterator[Flag]]
_Find = TypeVar("_Find", bound=Find)


@dataclass(frozen=True)
class Check:
    """A function of the registry, with what it looks at."""

    code: str
    severity: Severity
    models: tuple[type[models.Model], ...]
    find: Find

    @property
    def about(self) -> str:
        """What it looks for, in the language of the moment."""
        return translation.gettext(self.description)

    @property
    def description(self) -> str:
        """What its function says of itself: a text that the catalogue has to hold."""
        return " ".join((inspect.getdoc(self.find) or "").split())

    def severity_of(self, flag: Flag) -> Severity:
        return TUNED.get(self.code) or flag.severity or self.severity


CHECKS: list[Check] = []
"""Every check, in the order of the modules that ``checks/__init__.py`` names."""


def check(
    code: str, severity: Severity, *looks_at: type[models.Model]
) -> Callable[[_Find], _Find]:
    """Register a function from a queryset of ``looks_at``, one model at a time.

    It asks the database a number of questions that does not grow with the rows.
    """

    def register(find: _Find) -> _Find:
        CHECKS.append(Check(code, severity, looks_at, find))
        return find

    return register
