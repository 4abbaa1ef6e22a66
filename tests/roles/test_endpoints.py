"""Nothing is asked for that the matrix does not name; it names nothing else."""

from django.apps import apps
from django.contrib import admin

from consortium.api.rows import shape_of
from consortium.api.v1.urls import router
from consortium.exports.datasets import DATASETS
from consortium.roles import MATRIX
from tests.roles.doors import addresses, operations, screens

SAY = "give it a row, or a place in one, in consortium/roles/matrix.py"
UNNAMED = (
    "(?P<url>.*)$",  # the desk's answer to an unknown address
    "<path:object_id>/",  # the desk's old addresses, which lead to new ones
    "<path:rest>",  # our answers to unknown addresses
)
MADE = {"search_text", "conversion_of"}
"""Columns that are shown, but not as they are: folded, or only if they are seen."""


def told(wanted, known):
    """What is missing on either side, for whoever reads the failure."""
    return {"no row": sorted(wanted - known), "no address": sorted(known - wanted)}


NONE = {"no row": [], "no address": []}


def test_every_operation_of_the_api_has_a_row():
    named = {(each.api, action) for each in MATRIX for action in each.by_api}

    assert told(set(operations()), named) == NONE, SAY


def test_every_address_of_the_api_is_of_a_resource_with_a_row():
    found = {
        where.removeprefix("api/v1/").lstrip("^").partition("/")[0] or "root"
        for where, _name in addresses()
        if where.startswith("api/v1/")
    }

    assert told(found, {each.api for each in MATRIX} - {""}) == NONE, SAY


def test_every_page_has_a_row():
    found = {
        f"admin:{name}" if where.startswith("admin/") else name
        for where, name in addresses()
        if not where.startswith("api/v1/")
        and not (not name and where.endswith(UNNAMED))
    }
    of_kinds = {
        f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{screen}"
        for kind in admin.site._registry
        for screen in screens(next(each for each in MATRIX if each.kind is kind))
    }

    named = {name for each in MATRIX for name in each.pages}
    assert told(found - of_kinds, named) == NONE, SAY


def test_every_file_has_a_row():
    named = {name for each in MATRIX for name in each.files}

    assert told(set(DATASETS), named) == NONE, SAY


def test_every_screen_of_the_desk_has_a_row():
    found = {
        (each.name, screen) for each in MATRIX if each.kind for screen in screens(each)
    }
    named = {(each.name, screen) for each in MATRIX for screen in each.desk}

    assert told(found, named) == NONE, SAY
    assert set(admin.site._registry) <= {each.kind for each in MATRIX}


def test_every_table_has_one_row():
    kinds = [each.kind for each in MATRIX if each.kind]
    tables = {
        model
        for model in apps.get_app_config("consortium").get_models()
        if not hasattr(model, "pgh_tracked_model")
    }

    assert len(kinds) == len(set(kinds))
    assert tables - set(kinds) == set(), SAY


def test_every_column_is_shown_or_kept_at_the_desk_on_purpose():
    shown = {prefix: viewset for prefix, viewset, _name in router.registry}
    for each in MATRIX:
        if each.api not in shown or each.kind is None:
            continue
        paths = shape_of(shown[each.api].serializer_class).columns
        read = {path.partition("__")[0] for path in paths} | {"pk", "id"}
        columns = {
            column.name
            for column in each.kind._meta.concrete_fields
            if not column.generated and not {column.name, column.attname} & read
        }

        hidden = columns - set(each.fields) - MADE
        assert (each.name, hidden) == (each.name, set(each.at_desk))
