"""Search engines are told of every public page, and of nothing else."""

from xml.etree import ElementTree

import pytest

from consortium.editorial.organizations import merge_organizations
from tests.factories import (
    make_initiative,
    make_organization,
    make_sector,
    make_source,
    make_staff,
)

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def locations(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own answer)
    found = [
        each.text
        for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    return [each.removeprefix(HERE) for each in found]


def test_robots_are_shown_the_sitemap_and_kept_from_the_past(client):
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {HERE}/sitemap.xml" in text
    assert "Disallow: /*?as_of=" in text
    assert "Disallow: /admin/" in text


def test_the_sitemap_lists_its_sections(client):
    sections = ("pages", "initiatives", "organizations", "sources", "sectors")

    assert locations(client, "/sitemap.xml") == [
        f"/sitemap-{section}.xml" for section in sections
    ]


@pytest.mark.parametrize("section", ["initiatives", "organizations", "sources"])
def test_records_are_listed_in_both_languages_and_drafts_are_not(client, section):
    make = {
        "initiatives": make_initiative,
        "organizations": make_organization,
        "sources": make_source,
    }[section]
    make(slug="public")
    make(slug="hidden", state="draft")

    found = locations(client, f"/sitemap-{section}.xml")

    assert f"/{section}/public/" in found
    assert f"/ja/{section}/public/" in found
    assert not [path for path in found if "hidden" in path]


def test_every_listed_page_answers_at_that_address(client):
    make_initiative()
    make_organization()
    make_source()
    make_sector()

    for section in locations(client, "/sitemap.xml"):
        for path in locations(client, section):
            assert client.get(path).status_code == 200, path


def test_each_page_names_the_same_in_the_other_language(client):
    make_initiative(slug="compute")

    text = client.get("/sitemap-initiatives.xml").content.decode()

    for language, path in (("ja", "/ja"), ("en", ""), ("x-default", "")):
        link = f'hreflang="{language}" href="{HERE}{path}/initiatives/compute/"'
        assert link in text


def test_a_merged_organization_is_not_listed(client):
    keep, absorbed = make_organization(), make_organization()
    person = make_staff("reviewer")
    merge_organizations(keep, absorb=absorbed, by=person, reason="The same.")

    found = locations(client, "/sitemap-organizations.xml")

    assert f"/organizations/{keep.slug}/" in found
    assert f"/organizations/{absorbed.slug}/" not in found


@pytest.mark.parametrize("path", ["/sitemap-people.xml", "/sitemap-pages.xml?p=9"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    make_initiative()
    with django_assert_num_queries(1):
        client.get("/sitemap-initiatives.xml")
    for _ in range(5):
        make_initiative()
    with django_assert_num_queries(1):
        client.get("/sitemap-initiatives.xml")
