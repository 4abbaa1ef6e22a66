"""The records of the tracker."""

from consortium.models.base import Record
from consortium.models.claims import SUBJECTS, Claim
from consortium.models.findings import FINDING_SUBJECTS, Finding
from consortium.models.frameworks import Alignment, Framework
from consortium.models.funding import Funding, FundingPurpose
from consortium.models.imports import ImportRun
from consortium.models.indicators import Indicator, Observation
from consortium.models.initiatives import (
    Initiative,
    InitiativeSector,
    Milestone,
    MilestoneDependency,
)
from consortium.models.link_checks import LinkCheck
from consortium.models.members import Member
from consortium.models.merges import OrganizationMerge
from consortium.models.organizations import (
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)
from consortium.models.rates import ExchangeRate
from consortium.models.request_counts import RequestCount
from consortium.models.saved_filters import SavedFilter
from consortium.models.sectors import Sector
from consortium.models.sources import Source
from consortium.models.stored_answers import StoredAnswer
from consortium.models.tokens import ApiToken

__all__ = [
    "FINDING_SUBJECTS",
    "SUBJECTS",
    "Alignment",
    "ApiToken",
    "Claim",
    "ExchangeRate",
    "Finding",
    "Framework",
    "Funding",
    "FundingPurpose",
    "ImportRun",
    "Indicator",
    "Initiative",
    "InitiativeSector",
    "LinkCheck",
    "Member",
    "Milestone",
    "MilestoneDependency",
    "Observation",
    "Organization",
    "OrganizationIdentifier",
    "OrganizationMerge",
    "OrganizationName",
    "OrganizationSector",
    "Record",
    "RequestCount",
    "SavedFilter",
    "Sector",
    "Source",
    "StoredAnswer",
]
