"""What may be told of how a change came about."""

from collections.abc import Mapping
from typing import Any

INTERNAL = (None, "propose", "submit", "grade")
"""What is done before anybody decides: why, is between those who work on it."""


def said_openly(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The verb, the reason and the cause of a change, as far as everybody may know."""
    return {} if context.get("verb") in INTERNAL else context
