"""Records that the public does not see, and the resource that would show each."""

from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
    make_user,
)

DRAFT = {"state": "draft"}
HIDDEN = {
    "initiative": ("initiatives", lambda: make_initiative(**DRAFT)),
    "organization": ("organizations", lambda: make_organization(**DRAFT)),
    "source": ("sources", lambda: make_source(**DRAFT)),
    "framework": ("frameworks", lambda: make_framework(**DRAFT)),
    "indicator": ("indicators", lambda: make_indicator(**DRAFT)),
    "member": ("members", lambda: make_member(**DRAFT)),
    "member-of-draft": (
        "members",
        lambda: make_member(initiative=make_initiative(**DRAFT)),
    ),
    "member-that-is-a-draft": (
        "members",
        lambda: make_member(organization=make_organization(**DRAFT)),
    ),
    "funding": ("funding", lambda: make_funding(**DRAFT)),
    "submitted-funding": ("funding", lambda: make_funding(**submitted())),
    "funding-of-draft": (
        "funding",
        lambda: make_funding(initiative=make_initiative(**DRAFT)),
    ),
    "milestone-of-draft": (
        "milestones",
        lambda: make_milestone(initiative=make_initiative(**DRAFT)),
    ),
    "observation-of-draft": (
        "observations",
        lambda: make_observation(indicator=make_indicator(**DRAFT)),
    ),
    "alignment-of-draft": (
        "alignments",
        lambda: make_alignment(framework=make_framework(**DRAFT)),
    ),
    "pending-claim": ("claims", lambda: make_claim(status="pending")),
    "claim-on-draft": (
        "claims",
        lambda: make_claim(subject=make_initiative(**DRAFT)),
    ),
    "claim-on-record-of-draft": (
        "claims",
        lambda: make_claim(subject=make_funding(initiative=make_initiative(**DRAFT))),
    ),
    "claim-of-draft": ("claims", lambda: make_claim(source=make_source(**DRAFT))),
    "claim-crediting-draft": (
        "claims",
        lambda: make_claim(attributed_to=make_source(**DRAFT)),
    ),
    "finding-on-draft": (
        "findings",
        lambda: make_finding(subject=make_member(**DRAFT)),
    ),
    "finding-on-draft-source": (
        "findings",
        lambda: make_finding(subject=make_source(**DRAFT)),
    ),
    "finding-on-draft-framework": (
        "findings",
        lambda: make_finding(subject=make_framework(**DRAFT)),
    ),
    "finding-on-pending-claim": (
        "findings",
        lambda: make_finding(subject=make_claim(status="pending")),
    ),
}


def submitted():
    return {
        "state": "submitted",
        "submitted_at": "2026-01-01T00:00:00Z",
        "submitted_by": make_user(),
    }
