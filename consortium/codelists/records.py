"""Codes of the records: kinds, states, relations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InitiativeKind(TextChoices):
    STRATEGY = "strategy", _("Strategy")
    PROGRAMME = "programme", _("Programme")
    PROJECT = "project", _("Project")
    CONSORTIUM = "consortium", _("Consortium")
    FACILITY = "facility", _("Facility")


class ActivityStatus(TextChoices):
    """IATI's activity status, plus ``announced`` for what is only spoken of."""

    ANNOUNCED = "announced", _("Announced")
    PIPELINE = "pipeline", _("Pipeline or identification")
    IMPLEMENTATION = "implementation", _("Implementation")
    FINALISATION = "finalisation", _("Finalisation")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    SUSPENDED = "suspended", _("Suspended")


class OrganizationKind(TextChoices):
    """IATI's organisation type, with subtypes of our own at the end."""

    GOVERNMENT = "government", _("Government")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    OTHER_PUBLIC_SECTOR = "other_public_sector", _("Other public sector")
    NGO = "ngo", _("Non-governmental organization")
    PUBLIC_PRIVATE_PARTNERSHIP = (
        "public_private_partnership",
        _("Public–private partnership"),
    )
    MULTILATERAL = "multilateral", _("Multilateral")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    ACADEMIC = "academic", _("Academic, training and research")
    MEDIA = "media", _("Media")
    ANALYST = "analyst", _("Analyst or consultancy")
    STANDARDS_BODY = "standards_body", _("Standards body")
    OTHER = "other", _("Other")


PUBLIC_KINDS = (
    OrganizationKind.GOVERNMENT,
    OrganizationKind.LOCAL_GOVERNMENT,
    OrganizationKind.OTHER_PUBLIC_SECTOR,
    OrganizationKind.MULTILATERAL,
)
"""The organizations whose money counts as public."""


class Identity(TextChoices):
    """Whether we know which legal person a name in a source means."""

    CONFIRMED = "confirmed", _("Confirmed")
    AMBIGUOUS = "ambiguous", _("Ambiguous")
    UNMATCHED = "unmatched", _("Not matched")


class NameKind(TextChoices):
    LEGAL = "legal", _("Legal name")
    FORMER = "former", _("Former name")
    TRANSLATION = "translation", _("Translation")
    ABBREVIATION = "abbreviation", _("Abbreviation")
    MISSPELLING = "misspelling", _("Misspelling")
    OTHER = "other", _("Other name")


class IdentifierScheme(TextChoices):
    """Registers; org-id.guide's code where it has one."""

    JP_JCN = "JP-JCN", _("Japanese corporate number (法人番号)")
    XI_LEI = "XI-LEI", _("Legal Entity Identifier")
    ISIN = "ISIN", _("International Securities Identification Number")
    TSE = "TSE", _("Tokyo Stock Exchange code")
    EDINET = "EDINET", _("EDINET code")
    WIKIDATA = "Wikidata", _("Wikidata item")


class MemberRole(TextChoices):
    LEAD = "lead", _("Lead")
    CORE = "core", _("Core member")
    MEMBER = "member", _("Member")
    SUPPORTED = "supported", _("Supported company")
    INVESTOR = "investor", _("Investor")
    TECHNICAL_PARTNER = "technical_partner", _("Technical partner")
    SUPPLIER = "supplier", _("Supplier")
    ADVISER = "adviser", _("Adviser")
    EVALUATOR = "evaluator", _("Evaluator")


class MemberStatus(TextChoices):
    MEMBER = "member", _("Member")
    PROSPECTIVE = "prospective", _("Prospective")
    INTERESTED = "interested", _("Interested")
    FORMER = "former", _("Former member")
    REFUSED = "refused", _("Refused")


class Stage(TextChoices):
    """The ladder a sum of money climbs; stages of one sum are never added."""

    ANNOUNCED = "announced", _("Announced")
    REQUESTED = "requested", _("Requested")
    BUDGETED = "budgeted", _("Budgeted")
    SELECTED = "selected", _("Selected")
    COMMITTED = "committed", _("Committed")
    DISBURSED = "disbursed", _("Disbursed")
    SPENT = "spent", _("Spent")
    REPAID = "repaid", _("Repaid")
    CANCELLED = "cancelled", _("Cancelled")


class Instrument(TextChoices):
    """OECD STIP's instruments; 補助 and 委託 differ in law, so neither is a default."""

    GRANT = "grant", _("Grant")
    SUBSIDY = "subsidy", _("Subsidy (補助)")
    COMMISSIONED_RD = "commissioned_rd", _("Commissioned research (委託)")
    PROCUREMENT = "procurement", _("Procurement")
    LOAN = "loan", _("Loan")
    EQUITY = "equity", _("Equity")
    GUARANTEE = "guarantee", _("Guarantee")
    TAX_RELIEF = "tax_relief", _("Tax relief")
    IN_KIND = "in_kind", _("In kind")
    COMPUTE = "compute", _("Computing resources")
    OWN_INVESTMENT = "own_investment", _("Own investment")
    UNKNOWN = "unknown", _("Not known")


class SectorScheme(TextChoices):
    ISIC4 = "ISIC4", _("ISIC Rev. 4")
    JSIC = "JSIC", _("Japan Standard Industrial Classification")
    OWN = "own", _("The tracker's own")


class SectorRelation(TextChoices):
    """How an initiative touches a sector; the lists are kept apart."""

    REPRESENTED = "represented", _("Represented by members")
    INTERESTED = "interested", _("Interested in joining")
    BENEFICIARY = "beneficiary", _("Expected to benefit")
    FOCUS = "focus", _("Focus of the work")


class MilestoneKind(TextChoices):
    FUNDING = "funding", _("Funding")
    MEMBERSHIP = "membership", _("Membership")
    COMPUTE = "compute", _("Computing capacity")
    DATASET = "dataset", _("Dataset")
    MODEL_RELEASE = "model_release", _("Model release")
    GOVERNANCE = "governance", _("Governance")
    DEPLOYMENT = "deployment", _("Deployment")
    OTHER = "other", _("Other")


class MilestoneStatus(TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    MET = "met", _("Met")
    PARTIALLY_MET = "partially_met", _("Partially met")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class Measure(TextChoices):
    """IATI's indicator measure."""

    UNIT = "unit", _("Unit")
    PERCENTAGE = "percentage", _("Percentage")
    NOMINAL = "nominal", _("Nominal")
    ORDINAL = "ordinal", _("Ordinal")
    QUALITATIVE = "qualitative", _("Qualitative")


class Direction(TextChoices):
    """Which way is better; ``neither`` for plain background figures."""

    ASCENDING = "ascending", _("Higher is better")
    DESCENDING = "descending", _("Lower is better")
    NEITHER = "neither", _("Neither way")


class IndicatorScope(TextChoices):
    INITIATIVE = "initiative", _("Initiative")
    ORGANIZATION = "organization", _("Organization")
    CONTEXT = "context", _("Context")


class ObservationKind(TextChoices):
    BASELINE = "baseline", _("Baseline")
    TARGET = "target", _("Target")
    ACTUAL = "actual", _("Actual")
    FORECAST = "forecast", _("Forecast")
    CONTEXT = "context", _("Context")


class Region(TextChoices):
    """UN M49 regions, for figures about more than one country."""

    WORLD = "001", _("World")
    AFRICA = "002", _("Africa")
    OCEANIA = "009", _("Oceania")
    AMERICAS = "019", _("Americas")
    NORTHERN_AMERICA = "021", _("Northern America")
    ASIA = "142", _("Asia")
    EUROPE = "150", _("Europe")


class AlignmentRelation(TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CLAIMED = "claimed", _("Claimed")
    COMMITTED = "committed", _("Committed to")
    ADOPTED = "adopted", _("Adopted")
    CERTIFIED = "certified", _("Certified")
