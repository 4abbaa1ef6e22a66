"""Who may do what: the groups that are made of the matrix."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Permission

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
    verbs = set(roles.PERMISSIONS) - {"view", "create", "update", "delete"}

    assert verbs == set(ROWS)
    apart = {verb for verb in verbs if not hasattr(editorial, verb)}
    assert apart == {"merge", "amend"}


def test_what_no_claim_carries_is_an_editor_s_until_it_is_published():
    editor, reviewer = make_staff("editor"), make_staff("reviewer")
    draft, public = make_source(state="draft"), make_source()

    assert roles.may_amend(editor, draft)
    assert not roles.may_amend(editor, public)
    assert roles.may_amend(reviewer, public)


def stems(codenames):
    """What is allowed, by the first word of the permission."""
    found = {}
    for codename in codenames:
        verb, _, kind = codename.rpartition(".")[2].partition("_")
        found.setdefault(verb, set()).add(kind)
    return found


def test_viewers_see_everything_but_accounts_and_change_nothing():
    tables = {
        model._meta.model_name
        for model in apps.get_app_config("consortium").get_models()
        if not hasattr(model, "pgh_tracked_model")
        and "view" in model._meta.default_permissions
    }

    assert stems(roles.ROLES["viewer"]) == {"view": tables}


def test_editors_and_reviewers_hold_what_those_before_them_hold():
    viewer, editor, reviewer = map(roles.ROLES.get, ("viewer", "editor", "reviewer"))
    records = {kind._meta.model_name for kind in roles.RECORDS}
    parts = {"organizationname", "organizationidentifier", "organizationsector"}
    typed = records | parts | {"sector", "exchangerate", "fundingpurpose"}
    typed |= {"milestonedependency"}

    assert stems(editor - viewer) == {
        "add": typed | {"claim"},
        "change": typed,
        "delete": typed,
    }
    assert stems(reviewer - editor) == {
        "publish": records,
        "decide": {"claim"},
        "waive": {"finding"},
        "merge": {"organization"},
    }
    assert viewer < editor < reviewer


def test_who_keeps_accounts_sees_everything_and_changes_accounts():
    more = roles.ROLES["admin"] - roles.ROLES["viewer"]

    assert more == {
        "auth.view_user",
        "auth.add_user",
        "auth.change_user",
        "auth.view_group",
        "consortium.delete_apitoken",
    }


def test_the_groups_hold_what_the_matrix_says():
    """A role that changed needs a migration that grants it."""
    for name, wanted in roles.ROLES.items():
        assert make_staff(name).get_group_permissions() == wanted


@pytest.mark.parametrize("row", roles.MATRIX, ids=lambda row: row.name)
def test_a_permission_is_held_by_those_whom_the_row_names(row):
    known = {
        f"{each.content_type.app_label}.{each.codename}"
        for each in Permission.objects.select_related("content_type")
    }
    for action in {"view", *row.actions} & set(roles.PERMISSIONS):
        if row.kind is None:
            continue
        named = {"kind": row.kind._meta.model_name}
        codename = roles.PERMISSIONS[action].format(**named)
        whole = f"{row.kind._meta.app_label}.{codename}"
        holders = {name for name, held in roles.ROLES.items() if whole in held}

        if whole in known:
            assert holders == row.may(action), (row.name, action)


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
