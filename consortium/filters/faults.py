"""What can be wrong with a query, said so that the sender can put it right."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LISTED = 40


class Fault(NamedTuple):
    """One parameter that cannot be followed: its name, a code, a sentence."""

    parameter: str
    code: str
    detail: str


class Refused(ValueError):
    """The query cannot be followed as it stands; ``faults`` says all that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(fault.detail for fault in self.faults))


def listed(words: Iterable[str]) -> str:
    """``words`` as a list that a person would still read."""
    every = list(words)
    rest = len(every) - LISTED
    text = ", ".join(every[:LISTED])
    if rest <= 0:
        return text
    more = ngettext("and %(count)s more", "and %(count)s more", rest)
    return f"{text} {more % {'count': rest}}"


def not_one_of(wrong: Iterable[str], valid: Iterable[str]) -> str:
    """The sentence about words that are not in a list."""
    quoted = ", ".join(f"“{word}”" for word in wrong)
    return _("%(words)s: not one of %(valid)s.") % {
        "words": quoted,
        "valid": listed(valid),
    }
