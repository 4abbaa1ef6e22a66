"""How lists narrow, one filter set for each resource: in the API, on pages, in files.

Each is strict: a parameter or a value that it does not understand refuses the query,
so that nobody takes the whole table for a part of it.
"""

from consortium.filters.base import StrictFilterSet
from consortium.filters.claims import ClaimFilter, FindingFilter
from consortium.filters.faults import Fault, Refused
from consortium.filters.frameworks import AlignmentFilter, FrameworkFilter
from consortium.filters.funding import FundingFilter
from consortium.filters.indicators import IndicatorFilter, ObservationFilter
from consortium.filters.initiatives import InitiativeFilter, MilestoneFilter
from consortium.filters.members import MemberFilter
from consortium.filters.merges import MergeFilter
from consortium.filters.organizations import OrganizationFilter
from consortium.filters.rates import ExchangeRateFilter
from consortium.filters.sectors import SectorFilter
from consortium.filters.sources import SourceFilter

__all__ = [
    "AlignmentFilter",
    "ClaimFilter",
    "ExchangeRateFilter",
    "Fault",
    "FindingFilter",
    "FrameworkFilter",
    "FundingFilter",
    "IndicatorFilter",
    "InitiativeFilter",
    "MemberFilter",
    "MergeFilter",
    "MilestoneFilter",
    "ObservationFilter",
    "OrganizationFilter",
    "Refused",
    "SectorFilter",
    "SourceFilter",
    "StrictFilterSet",
]
