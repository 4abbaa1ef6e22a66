"""Codes of the evidence: how sure, how far, how good."""

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
