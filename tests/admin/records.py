"""One maker for every model that has a screen."""

from django.contrib.auth.models import Group, User
from django.utils import timezone

from consortium import models
from tests import factories


def make_group(**fields):
    return Group.objects.create(name=f"Group {Group.objects.count()}", **fields)


def make_import_run(**fields):
    defaults = {
        "importer": "seed",
        "source_name": "article.txt",
        "sha256": "0" * 64,
        "state": "succeeded",
        "finished_at": timezone.now(),
        "started_by": factories.make_user(),
    }
    return models.ImportRun.objects.create(**defaults | fields)


def make_merge(**fields):
    defaults = {
        "keep": factories.make_organization(),
        "absorbed": factories.make_organization(),
        "merged_by": factories.make_user(),
        "reason": "One and the same.",
    }
    return models.OrganizationMerge.objects.create(**defaults | fields)


def make_rate(**fields):
    day = f"2026-06-{models.ExchangeRate.objects.count() + 1:02}"
    return factories.make_rate(**{"date": day} | fields)


def make_saved_filter(**fields):
    """One of the chief's own, if there is a chief: nobody sees those of others."""
    chief = User.objects.filter(is_superuser=True).first()
    return factories.make_saved_filter(**{"owner": chief} | fields)


MAKERS = {
    models.Alignment: factories.make_alignment,
    models.Claim: factories.make_claim,
    models.ApiToken: factories.make_api_token,
    models.ExchangeRate: make_rate,
    models.Finding: factories.make_finding,
    models.Framework: factories.make_framework,
    models.Funding: factories.make_funding,
    models.ImportRun: make_import_run,
    models.Indicator: factories.make_indicator,
    models.Initiative: factories.make_initiative,
    models.InitiativeSector: factories.make_initiative_sector,
    models.Member: factories.make_member,
    models.Milestone: factories.make_milestone,
    models.Observation: factories.make_observation,
    models.Organization: factories.make_organization,
    models.OrganizationMerge: make_merge,
    models.SavedFilter: make_saved_filter,
    models.Sector: factories.make_sector,
    models.Source: factories.make_source,
    User: factories.make_user,
    Group: make_group,
}

FOUND = {
    models.Finding._meta.get_field(name).related_model
    for name in models.FINDING_SUBJECTS
}

RECORDS = [model for model in MAKERS if issubclass(model, models.Record)]


def rich(model):
    """A record of ``model`` with all the evidence it can have."""
    record = MAKERS[model]()
    add_evidence(record)
    return record


def add_evidence(record):
    """A claim on the record and a finding about it, if it can have them."""
    if type(record) in models.SUBJECTS.values():
        source = factories.make_source()
        factories.make_claim(subject=record, attributed_to=source, quote="so it is")
    if type(record) in FOUND:
        factories.make_finding(subject=record)


def submitted(by=None):
    """The fields of a record that waits for review."""
    by = by or factories.make_user()
    return {
        "state": "submitted",
        "submitted_at": timezone.now(),
        "submitted_by": by,
    }
