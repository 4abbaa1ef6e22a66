"""The rules that every model keeps."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils.functional import Promise

from consortium.models import LinkCheck, Record, RequestCount, StoredAnswer
from tests import factories

MODELS = [
    model
    for model in apps.get_app_config("consortium").get_models()
    if not hasattr(model, "pgh_tracked_model")
]
RECORDS = [model for model in MODELS if issubclass(model, Record)]
UNSIGNED = {
    "created_at": "history names who",
    "updated_at": "history names who",
    "finished_at": "an import ends by itself",
}
"""Instants without a person beside them, and why."""

UNSEEN = {
    StoredAnswer: "who repeats a request is told it",
    LinkCheck: "the finding tells what is wrong",
    RequestCount: "who asks too often is told so",
}
"""Tables without a screen, and why."""


def name(model: type[models.Model]) -> str:
    return model.__name__


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_model_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert model.__str__ is not models.Model.__str__
    assert model._meta.ordering
    assert isinstance(model._meta.verbose_name, Promise)


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_every_instant_names_its_person(model):
    columns = {field.name for field in model._meta.fields}
    instants = {column for column in columns if column.endswith("_at")}

    unsigned = {column for column in instants if f"{column[:-3]}_by" not in columns}

    assert unsigned <= set(UNSIGNED)


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_laws_are_named_after_their_table(model):
    names = [constraint.name for constraint in model._meta.constraints]

    assert [
        law for law in names if not law.startswith(f"{model._meta.model_name}_")
    ] == []


@pytest.mark.parametrize("model", RECORDS, ids=name)
def test_claimable_fields_are_columns_of_the_record(model):
    columns = {field.name for field in model._meta.concrete_fields}

    assert {name for group in model.claimable.values() for name in group} <= columns


@pytest.mark.parametrize("model", RECORDS, ids=name)
def test_what_a_record_stands_on_is_a_record(model):
    for path in model.stands_on:
        assert issubclass(model._meta.get_field(path).related_model, Record)


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_people_meet_every_model_in_the_admin(model):
    if model in UNSEEN:
        return
    inlines = {
        inline.model
        for screen in admin.site._registry.values()
        for inline in screen.inlines
    }

    assert model in admin.site._registry or model in inlines


@pytest.mark.parametrize("model", RECORDS, ids=name)
def test_every_record_has_a_factory(model):
    stem = re.sub(r"(?<!^)([A-Z])", r"_\1", model.__name__).lower()

    assert hasattr(factories, f"make_{stem}")


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_foreign_keys_protect_what_they_name(model):
    """Deleting a row takes only its own parts along, and findings about it."""
    parts = {
        "organization": {
            "OrganizationName",
            "OrganizationIdentifier",
            "OrganizationSector",
        },
        "funding": {"FundingPurpose"},
        "milestone": {"MilestoneDependency"},
        "owner": {"SavedFilter", "StoredAnswer"},
        "source": {"LinkCheck"},
        "user": {"ApiToken"},
    }
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or model.__name__ == "Finding":
            continue
        cascades = field.remote_field.on_delete is models.CASCADE
        assert cascades == (model.__name__ in parts.get(field.name, set())), field
