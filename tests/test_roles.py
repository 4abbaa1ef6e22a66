"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from consortium import editorial, roles
from consortium.models import Claim, Finding, Funding, Organization, Source
from tests.factories import make_source, make_staff, make_superuser, make_user

pytestmark = pytest.mark.django_db

ROWS = {
    "propose": Funding,
    "accept": Claim,
    "dispute": Claim,
    "reject": Claim,
    "prefer": Claim,
    "grade": Claim,
    "submit": Funding,
    "publish": Source,
    "retract": Source,
    "waive": Finding,
    "reopen": Finding,
    "merge": Organization,
    "unmerge": Organization,
    "amend": Source,
}
MAY = {
    "viewer": set(),
    "editor": {"propose", "submit"},
    "reviewer": set(ROWS),
    "admin": set(),
}


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_its_group_is_granted(role):
    user = make_staff(role)

    assert {verb for verb, row in ROWS.items() if roles.may(user, verb, row)} == MAY[
        role
    ]
    assert all(user.has_perm(f"consortium.view_{kind}") for kind in ("claim", "source"))


def test_every_verb_has_its_permission():
    verbs = set(roles.VERBS)

    assert verbs == set(ROWS)
    apart = {verb for verb in verbs if not hasattr(editorial, verb)}
    assert apart == {"merge", "amend"}


def test_what_no_claim_carries_is_an_editor_s_until_it_is_published():
    editor, reviewer = make_staff("editor"), make_staff("reviewer")
    draft, public = make_source(state="draft"), make_source()

    assert roles.may_amend(editor, draft)
    assert not roles.may_amend(editor, public)
    assert roles.may_amend(reviewer, public)


def test_the_groups_hold_what_the_roles_say():
    """A role that changed needs a migration that grants it."""
    for name, wanted in roles.ROLES.items():
        held = make_staff(name).get_group_permissions()
        assert {codename for codename in wanted if "*" not in codename} <= held
        assert not [codename for codename in held if codename.endswith("event")]


def test_nobody_decides_on_accounts_and_claims_alike():
    admin = make_staff("admin")

    assert admin.has_perm("auth.change_user")
    assert not admin.has_perm("consortium.add_claim")


def test_strangers_may_nothing_and_superusers_everything():
    former = make_superuser(is_active=False)
    for verb, row in ROWS.items():
        assert not roles.may(AnonymousUser(), verb, row)
        assert not roles.may(make_user(), verb, row)
        assert not roles.may(former, verb, row)
        assert roles.may(make_superuser(), verb, row)
