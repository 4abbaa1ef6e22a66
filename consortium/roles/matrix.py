"""The matrix: every resource, who sees which of its rows, and who does what to it.

Groups, tests and docs/roles.md are made of it. An address that no row names, and a row
without an address, fail a test. A change of a permission needs a migration that calls
``grant`` again; ``manage.py document_roles`` writes the page.
"""

from typing import Any

from django.contrib.auth.models import Group, User

from consortium.models import (
    Alignment,
    ApiToken,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    FundingPurpose,
    ImportRun,
    Indicator,
    Initiative,
    InitiativeSector,
    LinkCheck,
    Member,
    Milestone,
    MilestoneDependency,
    Observation,
    Organization,
    OrganizationIdentifier,
    OrganizationMerge,
    OrganizationName,
    OrganizationSector,
    Record,
    RequestCount,
    SavedFilter,
    Sector,
    Source,
    StoredAnswer,
)
from consortium.roles.resources import (
    ADMINS,
    EDITORS,
    NOBODY,
    PEOPLE,
    REVIEWERS,
    STAFF,
    Resource,
    Rows,
)

TYPED = {"create": EDITORS, "update": EDITORS, "delete": EDITORS}
"""What is typed in by hand."""

DRAFTED = {
    **TYPED,
    "submit": EDITORS,
    "publish": REVIEWERS,
    "retract": REVIEWERS,
    "amend": REVIEWERS,
}
"""What is drafted, submitted, published and retracted."""

STEPS = (
    "submitted_at",
    "submitted_by",
    "published_at",
    "published_by",
    "retracted_at",
    "retracted_by",
    "retraction_reason",
)

READ = ("list", "retrieve")
WRITTEN = (*READ, "create", "update", "delete", "submit", "publish", "retract")

SCREENS = {
    "changelist": "view",
    "add": "create",
    "change": "view",
    "edit": "update",
    "history": "view",
    "delete": "delete",
}
"""The screens that every kind has at the desk; ``edit`` is what ``change`` sends."""

STEP_SCREENS = {"submit": "submit", "publish": "publish", "retract": "retract"}


def _record(name: str, kind: type[Record], **more: Any) -> Resource:
    """A resource that is drafted, submitted, published and retracted; and ``more``."""
    by_api = (*WRITTEN, *more.pop("by_api", ())) if "api" in more else ()
    return Resource(
        name,
        kind,
        actions=DRAFTED | more.pop("actions", {}),
        at_desk=(*STEPS, *more.pop("at_desk", ())),
        by_api=by_api,
        desk=SCREENS | STEP_SCREENS | more.pop("desk", {}),
        **more,
    )


MATRIX = (
    _record(
        "initiative",
        Initiative,
        api="initiatives",
        pages=(
            "initiative-detail",
            "initiative-changes",
            "initiative-embed",
            "initiative-picture",
        ),
        files=("initiatives",),
    ),
    _record(
        "organization",
        Organization,
        actions={"merge": REVIEWERS},
        api="organizations",
        by_api=("merge",),
        pages=("organization-list", "organization-detail"),
        files=("organizations",),
    ),
    _record(
        "member",
        Member,
        at_desk=("external_id",),
        api="members",
        files=("members",),
    ),
    _record(
        "funding",
        Funding,
        at_desk=("external_id",),
        api="funding",
        pages=("funding-detail",),
        files=("funding", "funding-by-sector"),
    ),
    _record(
        "milestone",
        Milestone,
        at_desk=("external_id",),
        api="milestones",
        files=("milestones",),
    ),
    _record(
        "observation",
        Observation,
        at_desk=("external_id",),
        api="observations",
        files=("observations",),
    ),
    _record("alignment", Alignment, at_desk=("external_id",), api="alignments"),
    _record("sector of an initiative", InitiativeSector),
    _record(
        "source",
        Source,
        at_desk=("text", "text_sha256"),
        api="sources",
        pages=("source-list", "source-detail"),
        files=("sources",),
        desk={"claims": "view"},
    ),
    _record("framework", Framework, api="frameworks"),
    _record("indicator", Indicator, api="indicators"),
    Resource(
        "claim",
        Claim,
        actions={
            "propose": EDITORS,
            "accept": REVIEWERS,
            "dispute": REVIEWERS,
            "reject": REVIEWERS,
            "prefer": REVIEWERS,
            "grade": REVIEWERS,
        },
        fields={"recorded_by": STAFF, "decided_by": STAFF},
        at_desk=("external_id", "import_run", "single_handed"),
        api="claims",
        by_api=(*READ, "propose", "accept", "dispute", "reject", "prefer", "grade"),
        pages=("claim-detail",),
        files=("claims",),
        desk=SCREENS | {"review": "view", "decide": "accept"},
    ),
    Resource(
        "finding",
        Finding,
        actions={"waive": REVIEWERS, "reopen": REVIEWERS},
        fields={"decided_by": STAFF},
        at_desk=("fingerprint",),
        api="findings",
        by_api=(*READ, "waive", "reopen"),
        files=("findings",),
        desk=SCREENS | {"decide": "waive"},
    ),
    Resource(
        "merge of organizations",
        OrganizationMerge,
        public=Rows.NONE,
        actions={"merge": REVIEWERS, "unmerge": REVIEWERS},
        fields={"merged_by": STAFF, "undone_by": STAFF},
        at_desk=("before", "moved", "added_names", "unpreferred"),
        api="organization-merges",
        by_api=(*READ, "unmerge"),
        desk=SCREENS | {"add": "merge", "unmerge": "unmerge"},
    ),
    Resource(
        "sector",
        Sector,
        public=Rows.ALL,
        actions=TYPED,
        api="sectors",
        by_api=READ,
        pages=("sector-list", "sector-detail"),
        desk=SCREENS,
    ),
    Resource(
        "exchange rate",
        ExchangeRate,
        public=Rows.ALL,
        actions=TYPED,
        api="exchange-rates",
        by_api=READ,
        desk=SCREENS,
    ),
    # Parts, which are shown and edited within their whole.
    Resource("name of an organization", OrganizationName, actions=TYPED),
    Resource("identifier of an organization", OrganizationIdentifier, actions=TYPED),
    Resource("sector of an organization", OrganizationSector, actions=TYPED),
    Resource("purpose of funding", FundingPurpose, actions=TYPED),
    Resource("dependency of a milestone", MilestoneDependency, actions=TYPED),
    # What is made of several kinds: it shows of each what the reader sees of it.
    Resource("search", api="search", by_api=("list",), pages=("search",)),
    Resource("totals", api="totals", by_api=("list",)),
    Resource("series", api="series", by_api=("list",)),
    Resource(
        "changes",
        fields={"by": STAFF},
        api="changes",
        by_api=("list",),
        pages=("changes", "changes-feed"),
    ),
    Resource(
        "difference of two instants", fields={"by": STAFF}, api="diff", by_api=("list",)
    ),
    Resource(
        "pages of everything",
        all_to=NOBODY,
        pages=(
            "overview",
            "overview-embed",
            "downloads",
            "data-package",
            "sitemap",
            "sitemap-section",
        ),
    ),
    Resource("files", pages=("download",)),
    # What describes the tracker, and shows no records.
    Resource("way in", public=Rows.ALL, api="root", by_api=("list",)),
    Resource("code list", public=Rows.ALL, api="codelists", by_api=READ),
    Resource("schema", public=Rows.ALL, api="schema", by_api=("list",)),
    Resource("documentation", public=Rows.ALL, api="docs", by_api=("list",)),
    Resource(
        "standing pages",
        public=Rows.ALL,
        pages=("method", "api-guide", "robots", "security", "set_language"),
    ),
    # People, and what is their own.
    Resource(
        "desk",
        asked_by=STAFF,
        all_to=NOBODY,
        pages=(
            "admin:index",
            "admin:app_list",
            "admin:autocomplete",
            "admin:jsi18n",
            "admin:view_on_site",
            "admin:password_change",
            "admin:password_change_done",
            "admin:logout",
        ),
    ),
    Resource(
        "signing in",
        public=Rows.OWN,
        all_to=NOBODY,
        pages=("admin:login", "accounts/"),
    ),
    Resource(
        "caller",
        asked_by=PEOPLE,
        public=Rows.OWN,
        all_to=NOBODY,
        api="me",
        by_api=("list",),
    ),
    Resource(
        "saved filter",
        SavedFilter,
        asked_by=STAFF,
        public=Rows.OWN,
        all_to=NOBODY,
        actions={"view": STAFF, "save": STAFF, "update": STAFF, "delete": STAFF},
        desk=SCREENS | {"save": "save", "open": "view"},
    ),
    Resource(
        "own token",
        asked_by=PEOPLE,
        public=Rows.OWN,
        all_to=NOBODY,
        actions={"create": PEOPLE, "delete": PEOPLE},
        api="tokens",
        by_api=(*READ, "create", "delete"),
    ),
    Resource(
        "token",
        ApiToken,
        asked_by=STAFF,
        public=Rows.OWN,
        all_to=ADMINS,
        actions={"view": STAFF, "make": STAFF, "revoke": STAFF, "delete": ADMINS},
        desk=SCREENS | {"add": "make", "delete": "revoke"},
    ),
    Resource(
        "account",
        User,
        public=Rows.NONE,
        all_to=ADMINS,
        actions={"create": ADMINS, "update": ADMINS},
        desk=SCREENS | {"password_change": "update"},
    ),
    Resource("group", Group, public=Rows.NONE, all_to=ADMINS, desk=SCREENS),
    Resource("import", ImportRun, public=Rows.NONE, desk=SCREENS),
    # What nobody is shown: for those who repeat a request, checks and limits.
    Resource("stored answer", StoredAnswer, public=Rows.NONE, all_to=NOBODY),
    Resource("check of a link", LinkCheck, public=Rows.NONE, all_to=NOBODY),
    Resource("request count", RequestCount, public=Rows.NONE, all_to=NOBODY),
)

RECORDS = tuple(each.kind for each in MATRIX if each.kind and "publish" in each.actions)
"""What is drafted, submitted, published and retracted."""
