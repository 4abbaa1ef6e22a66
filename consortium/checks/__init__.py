"""The data-quality checks: faults in the records, found the same way every time.

``refresh`` runs what a change concerns, ``run_all`` everything; both keep what they
find as findings. ``errors_blocking`` is what the publish gate asks.
"""

from consortium.checks import (
    age,
    claims,
    dates,
    evidence,
    figures,
    frameworks,
    funding,
    fx,
    indicators,
    initiatives,
    members,
    organizations,
    sources,
    twins,
)
from consortium.checks.gate import errors_blocking
from consortium.checks.registry import CHECKS
from consortium.checks.runs import Outcome, refresh, run_all

SUBJECTS = (
    funding,
    twins,
    fx,
    members,
    initiatives,
    age,
    dates,
    evidence,
    claims,
    figures,
    sources,
    organizations,
    indicators,
    frameworks,
)
"""The modules that register checks, one for each subject."""

__all__ = ["CHECKS", "Outcome", "errors_blocking", "refresh", "run_all"]
