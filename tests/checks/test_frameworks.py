"""Frameworks that are claimed beyond what is known."""

import pytest

from consortium.checks.frameworks import (
    adoption_lacks_an_official_source,
    document_is_not_identified,
)
from consortium.models import Alignment, Framework
from tests.factories import make_alignment, make_claim, make_framework, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("known", [True, False])
def test_document_is_not_identified(known):
    framework = make_framework(identity_known=known)

    flags = list(document_is_not_identified(Framework.objects.all()))

    assert [flag.subject for flag in flags] == ([] if known else [framework])


@pytest.mark.parametrize(
    ("relation", "kind", "claim", "fires"),
    [
        pytest.param("adopted", "news_original", {}, True, id="news"),
        pytest.param("certified", "news_original", {}, True, id="certified"),
        pytest.param("claimed", "news_original", {}, False, id="only-claimed"),
        pytest.param("adopted", "primary_official", {}, False, id="official"),
        pytest.param(
            "adopted", "primary_official", {"status": "pending"}, True, id="pending"
        ),
        pytest.param(
            "adopted",
            "primary_official",
            {"attributed_to": "another"},
            True,
            id="second-hand",
        ),
    ],
)
def test_adoption_lacks_an_official_source(relation, kind, claim, fires):
    alignment = make_alignment(relation=relation)
    if "attributed_to" in claim:
        claim = {"attributed_to": make_source()}
    make_claim(
        subject=alignment,
        field="relation",
        value=relation,
        source=make_source(kind=kind),
        **claim,
    )

    flags = list(adoption_lacks_an_official_source(Alignment.objects.all()))

    assert [flag.subject for flag in flags] == ([alignment] if fires else [])
