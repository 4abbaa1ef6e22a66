"""Which records are found, in what order and by which of their texts."""

import pytest
from django.contrib.auth.models import AnonymousUser

from consortium import search
from consortium.search import ranking
from tests.factories import (
    make_framework,
    make_indicator,
    make_initiative,
    make_organization,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db


def found(text, **options):
    asked = search.read(text)
    return search.search(asked, user=AnonymousUser(), **options)


def slugs(text, **options):
    return [hit.slug for hit in found(text, **options).hits]


def marked(text):
    (hit,) = found(text).hits
    return {
        each.field: [each.text[start:end] for start, end in each.highlight]
        for each in hit.matched
    }


@pytest.mark.parametrize("text", ["", " ", "a", "産", "ﾊﾞ", "a b c"])
def test_one_letter_is_too_short_to_look_for(text):
    with pytest.raises(search.TooShort):
        search.read(text)


def test_the_nearest_come_first():
    for slug, name in {
        "inside": "Airbank",
        "longer-inside": "Great Airbank",
        "word": "The Bank of Japan",
        "prefix": "Bankers",
        "exact": "ＢＡＮＫ",
    }.items():
        make_organization(slug=slug, name=name)
    make_initiative(slug="plan", name="Bank")

    hits = found("bank").hits

    assert [(hit.slug, hit.match) for hit in hits] == [
        ("plan", "exact"),
        ("exact", "exact"),
        ("prefix", "prefix"),
        ("word", "word"),
        ("inside", "substring"),
        ("longer-inside", "substring"),
    ]


def test_every_kind_is_found_by_its_names():
    make_initiative(slug="a", name_ja="国産ＡＩ構想")
    make_organization(slug="b", name="国産AI")
    make_source(slug="c", title_ja="国産AI")
    make_sector(slug="d", name_ja="国産AI")
    make_framework(slug="e", name="国産AI")
    make_indicator(slug="f", title_ja="国産AI")

    assert sorted(slugs("産ａi")) == list("abcdef")
    assert [facet.count for facet in found("国産").facets] == [1] * 6


@pytest.mark.parametrize(
    "text", ["Vodafone K.K.", "vodafone", "SoftBank Corp.", "ソフトバンク", "sbkk"]
)
def test_a_renamed_organization_is_found_by_old_and_new_names(text):
    organization = make_organization(
        slug="it", name="SoftBank Corp.", name_ja="ｿﾌﾄﾊﾞﾝｸ㈱"
    )
    organization.names.create(name="Vodafone K.K.", kind="former", valid="../2006")
    organization.names.create(name="SBKK", kind="abbreviation")

    assert slugs(text) == ["it"]


@pytest.mark.parametrize(
    ("scheme", "value", "text"),
    [
        ("JP-JCN", "9010401052465", "9010-4010-52465"),
        ("JP-JCN", "9010401052465", "９０１０ ４０１０ ５２４６５"),
        ("JP-JCN", "9010401052465", "9010ー4010ー52465"),
        ("XI-LEI", "5493000IBP32UQZ0KL24", "5493 000i bp32 uqz0 kl24"),
        ("ISIN", "JP3732000009", "jp3732000009"),
        ("TSE", "9434", "９４３４"),
        ("TSE", "285A", "285a"),
    ],
)
def test_numbers_are_found_as_people_write_them(scheme, value, text):
    organization = make_organization(slug="it", name="It")
    organization.identifiers.create(scheme=scheme, value=value)
    make_organization(name="Other").identifiers.create(scheme="EDINET", value="E04426")

    (hit,) = found(text).hits

    assert (hit.slug, hit.match) == ("it", "exact")
    assert hit.matched == [
        search.Text("identifiers", value, scheme, None, ((0, len(value)),))
    ]


def test_codes_and_slugs_are_exact():
    make_sector(slug="jsic-391", code="391", name="Software")
    make_sector(slug="jsic-3911", code="3911", name="Custom software")
    make_framework(
        slug="iso-42001",
        name="AI management",
        identifier="ISO/IEC 42001",
        identity_known=True,
    )

    assert slugs("391") == ["jsic-391", "jsic-3911"]
    assert [hit.match for hit in found("iso/iec 42001").hits] == ["exact"]
    assert [hit.match for hit in found("iso-42001").hits] == ["exact"]
    assert marked("iso-42001") == {"slug": ["iso-42001"]}
    assert slugs("jsic") == ["jsic-391", "jsic-3911"]


def test_all_words_have_to_be_there_in_whatever_order():
    make_organization(slug="it", name="Quantum Carbon", name_ja="量子炭素")
    make_organization(slug="other", name="Quantum")

    assert slugs("炭素 quantum") == ["it"]
    assert slugs("carbon q") == ["it"]
    assert [hit.match for hit in found("quantum hydrogen carbon").hits] == ["similar"]


@pytest.mark.parametrize("text", ["%%", "__", "100%", "so_t", "\\%", "s%", "c++"])
def test_wildcards_are_plain_characters(text):
    make_organization(slug="plain", name="Softly 1000")
    make_organization(slug="it", name=f"It {text} it")

    assert slugs(text) == ["it"]


@pytest.mark.parametrize(
    "text", ["sofbank", "softbnak corp", "ソフトバング", "SoftBenk"]
)
def test_typing_errors_find_what_is_spelt_alike(text):
    make_organization(slug="it", name="SoftBank Corp.", name_ja="ソフトバンク")
    make_organization(slug="other", name="Honda Motor", name_ja="本田技研工業")

    (hit,) = found(text).hits

    assert (hit.slug, hit.match) == ("it", "similar")
    assert [each.highlight for each in hit.matched] == [()]


def test_what_is_spelt_alike_comes_only_if_there_is_nothing_else():
    make_organization(slug="alike", name="SoftBank")
    make_source(slug="typo", title="Sofbank said")

    assert slugs("sofbank") == ["typo"]


def test_words_are_marked_in_the_texts_as_they_stand():
    organization = make_organization(name="NEC", name_ja="日本電気㈱")
    organization.names.create(name="ﾆｯﾎﾟﾝ ＥＬＥＣＴＲＩＣ", kind="former")

    assert marked("電気 nec") == {"name": ["NEC"], "name_ja": ["電気"]}
    assert marked("ニッポン electric") == {"names": ["ﾆｯﾎﾟﾝ", "ＥＬＥＣＴＲＩＣ"]}


def test_a_frequent_word_is_counted_to_a_cap_and_whole_names_are_not_lost(monkeypatch):
    monkeypatch.setattr(ranking, "CAP", 2)
    monkeypatch.setattr(search, "CAP", 2)
    for number in range(5):
        make_organization(name=f"Japan {number}")
    make_organization(slug="whole", name="Nihon", name_ja="JAPAN")
    alias = make_organization(slug="alias", name="Nippon")
    alias.names.create(name="Japan", kind="other")

    answer = found("japan", limit=3)

    assert [hit.slug for hit in answer.hits[:2]] == ["whole", "alias"]
    assert search.Facet("organization", 2, True) in answer.facets


def test_no_more_hits_come_than_asked_for():
    for number in range(5):
        make_organization(slug=f"o-{number}", name="Harbor")
        make_initiative(slug=f"i-{number}", name="Harbor")

    assert slugs("harbor", limit=3) == ["i-0", "i-1", "i-2"]
    assert slugs("harbor", limit=2, types=["organization"]) == ["o-0", "o-1"]
