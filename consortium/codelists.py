"""The code lists: every closed set of words that a field may hold.

Codes are words and stay what they are in any language; labels are translated.
Terms are IATI 2.03's where it has one, OECD STIP's for instruments, the Admiralty
code for grading. ``IATI`` gives IATI's own numbers.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class EditorialState(TextChoices):
    """How far a record has come; the public sees ``published`` only."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for review")
    PUBLISHED = "published", _("Published")
    RETRACTED = "retracted", _("Retracted")


class Qualifier(TextChoices):
    """How a printed figure bounds the true one."""

    EXACT = "exact", _("exactly")
    UP_TO = "up_to", _("up to")
    NEARLY = "nearly", _("nearly")
    LESS_THAN = "less_than", _("less than")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    APPROXIMATELY = "approximately", _("approximately")
    BETWEEN = "between", _("between")
    UNSPECIFIED = "unspecified", _("printed without a qualifier")


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


class SourceKind(TextChoices):
    PRIMARY_OFFICIAL = "primary_official", _("Official document")
    COMPANY_RELEASE = "company_release", _("Company release")
    FILING = "filing", _("Filing")
    NEWS_ORIGINAL = "news_original", _("Original news report")
    NEWS_SYNDICATED = "news_syndicated", _("Syndicated news report")
    AGGREGATOR = "aggregator", _("Aggregator or rewrite")
    ANALYST = "analyst", _("Analyst report")
    AI_SUMMARY = "ai_summary", _("Machine-written summary")
    DATASET = "dataset", _("Dataset")
    OTHER = "other", _("Other")


class Reliability(TextChoices):
    """The Admiralty code's grade of a source."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – cannot be judged")


class Credibility(IntegerChoices):
    """The Admiralty code's grade of one statement."""

    CONFIRMED = 1, _("1 – confirmed by other sources")
    PROBABLY_TRUE = 2, _("2 – probably true")
    POSSIBLY_TRUE = 3, _("3 – possibly true")
    DOUBTFUL = 4, _("4 – doubtful")
    IMPROBABLE = 5, _("5 – improbable")
    UNJUDGED = 6, _("6 – cannot be judged")


class ClaimKind(TextChoices):
    """What sort of statement it is; only the first two may stand in a field."""

    FACT = "fact", _("Fact")
    CONTEXT = "context", _("Context")
    FORECAST = "forecast", _("Forecast")
    OPINION = "opinion", _("Opinion")
    NORMATIVE = "normative", _("Recommendation")


class ClaimStatus(TextChoices):
    PENDING = "pending", _("Waiting for review")
    ACCEPTED = "accepted", _("Accepted")
    DISPUTED = "disputed", _("Disputed")
    REJECTED = "rejected", _("Rejected")
    SUPERSEDED = "superseded", _("Superseded")


class Because(TextChoices):
    """Why a field took a new value."""

    WORLD_CHANGED = "world_changed", _("The world changed")
    SOURCE_CORRECTED = "source_corrected", _("The source corrected itself")
    WE_ERRED = "we_erred", _("We had it wrong")
    REFINED = "refined", _("The figure became more precise")
    FIRST_REPORT = "first_report", _("First report")


class Severity(TextChoices):
    """Errors keep a record from being published; the others do not."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    INFO = "info", _("Information")


class FindingState(TextChoices):
    OPEN = "open", _("Open")
    WAIVED = "waived", _("Waived")
    RESOLVED = "resolved", _("Resolved")


class ImportState(TextChoices):
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")


CODELISTS: dict[str, type[TextChoices] | type[IntegerChoices]] = {
    "activity-status": ActivityStatus,
    "alignment-relation": AlignmentRelation,
    "because": Because,
    "claim-kind": ClaimKind,
    "claim-status": ClaimStatus,
    "credibility": Credibility,
    "direction": Direction,
    "editorial-state": EditorialState,
    "finding-state": FindingState,
    "identifier-scheme": IdentifierScheme,
    "identity": Identity,
    "import-state": ImportState,
    "indicator-scope": IndicatorScope,
    "initiative-kind": InitiativeKind,
    "instrument": Instrument,
    "measure": Measure,
    "member-role": MemberRole,
    "member-status": MemberStatus,
    "milestone-kind": MilestoneKind,
    "milestone-status": MilestoneStatus,
    "name-kind": NameKind,
    "observation-kind": ObservationKind,
    "organization-kind": OrganizationKind,
    "qualifier": Qualifier,
    "region": Region,
    "reliability": Reliability,
    "sector-relation": SectorRelation,
    "sector-scheme": SectorScheme,
    "severity": Severity,
    "source-kind": SourceKind,
    "stage": Stage,
}
"""Every code list under the name the API gives it."""

IATI: dict[str, dict[str, str]] = {
    "activity-status": {
        ActivityStatus.PIPELINE: "1",
        ActivityStatus.IMPLEMENTATION: "2",
        ActivityStatus.FINALISATION: "3",
        ActivityStatus.CLOSED: "4",
        ActivityStatus.CANCELLED: "5",
        ActivityStatus.SUSPENDED: "6",
    },
    "measure": {
        Measure.UNIT: "1",
        Measure.PERCENTAGE: "2",
        Measure.NOMINAL: "3",
        Measure.ORDINAL: "4",
        Measure.QUALITATIVE: "5",
    },
    "organization-kind": {
        OrganizationKind.GOVERNMENT: "10",
        OrganizationKind.LOCAL_GOVERNMENT: "11",
        OrganizationKind.OTHER_PUBLIC_SECTOR: "15",
        OrganizationKind.NGO: "22",
        OrganizationKind.PUBLIC_PRIVATE_PARTNERSHIP: "30",
        OrganizationKind.MULTILATERAL: "40",
        OrganizationKind.FOUNDATION: "60",
        OrganizationKind.PRIVATE_SECTOR: "70",
        OrganizationKind.ACADEMIC: "80",
        OrganizationKind.MEDIA: "90",
        OrganizationKind.ANALYST: "90",
        OrganizationKind.STANDARDS_BODY: "90",
        OrganizationKind.OTHER: "90",
    },
    "stage": {
        Stage.ANNOUNCED: "12",
        Stage.COMMITTED: "2",
        Stage.DISBURSED: "3",
        Stage.SPENT: "4",
        Stage.REPAID: "6",
    },
}
"""IATI 2.03's own number for a code; a code without one is not in IATI's list."""
