"""What is not published leaves no trace: every answer to the public stays as it was.

Everything is asked for twice: before and after there are records that the public may
not see, tied to public ones in every way. The answers, with their tags, are the same
bytes, also of what names the hidden ones. Only the number of the data version, which
counts every write, is put back between.
"""

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client

from consortium.api.v1.views.root import document
from consortium.exports.datasets import DATASETS
from consortium.exports.files import FORMATS
from consortium.models.turns import DataVersion
from tests.factories import make_staff, make_user
from tests.roles.hidden import KEY, SLUG, WORD, Public, hide

pytestmark = pytest.mark.django_db
NEEDED = {
    "search": {"q": WORD.lower()},
    "series": {"measure": "funding"},
    "changes": {"page_size": "1000"},
}
EACH = ("ordering", "measure", "interval", "mode", "resource", "type", "group_by")
"""Parameters of codes of which each is asked; the others are plain filters."""


def of_api(public: Public) -> Iterator[str]:
    """Every operation that reads: as it is, and with each of its parameters."""
    now = DataVersion.current().written_at.isoformat()
    for template, methods in document("en")["paths"].items():
        if "get" not in methods:
            continue
        resource = template.removeprefix("/api/v1/").partition("/")[0]
        asked = [
            each
            for each in methods["get"].get("parameters", [])
            if each["in"] == "query"
        ]
        for address in filled(template, public):
            usual = dict(NEEDED.get(resource, {}))
            if resource == "diff":
                usual = {"from": now, "to": now, "initiative": public.initiative.slug}
            yield f"{address}?{urlencode(usual)}"
            for parameter in asked:
                for value in values(parameter, now):
                    said = usual | {parameter["name"]: value}
                    yield f"{address}?{urlencode(said)}"


def values(parameter: Any, now: str) -> list[str]:
    """What a parameter is asked: each of its codes, else what names hidden rows."""
    name, schema = parameter["name"], parameter["schema"]
    codes = schema.get("enum") or schema.get("items", {}).get("enum")
    if codes:
        return [str(code) for code in codes] if name in EACH else []
    if name in ("as_of", "updated_since", "to", "from"):
        return [now]
    return {
        "page_size": ["1"],
        "count": ["exact"],
        "subject": [f"initiative:{SLUG}", f"funding:{KEY}", f"claim:{KEY}"],
        "search": [WORD.lower(), WORD[2:7].lower()],
        "since": [now, "0", str(KEY)],
    }.get(name, [SLUG, str(KEY)])


def filled(template: str, public: Public) -> list[str]:
    """The addresses of public and of hidden rows."""
    if "{slug}" in template:
        slugs = [*public.slugs, SLUG]
        return [template.replace("{slug}", slug) for slug in slugs]
    if "{id}" in template:
        ids = [*public.keys, *range(KEY, KEY + 12)]
        return [template.replace("{id}", str(key)) for key in ids]
    return [template.replace("{name}", "stage")]


def of_pages(public: Public) -> Iterator[str]:
    """Pages in both languages, with what may be asked of them."""
    for language in ("", "/ja"):
        for address in pages(public):
            yield f"{language}{address}"
    yield from ("/robots.txt", "/sitemap.xml")
    for part in ("pages", "initiatives", "organizations", "sources", "sectors"):
        yield f"/sitemap-{part}.xml"


def pages(public: Public) -> Iterator[str]:
    yield from ("/", f"/?q={WORD}", "/changes/", "/method/", "/downloads/")
    yield from ("/sectors/", "/api-guide/", "/search/", f"/search/?q={WORD.lower()}")
    for kind in ("organizations", "sources"):
        yield f"/{kind}/"
        yield f"/{kind}/?q={WORD.lower()}"
    for slug in (public.initiative.slug, SLUG):
        yield f"/initiatives/{slug}/"
        yield f"/initiatives/{slug}/changes/"
        yield f"/feeds/changes.atom?initiative={slug}"
        for chart in ("ladder", "flows", "timeline"):
            yield f"/embed/initiatives/{slug}/{chart}/"
    yield from ("/embed/ladder/", "/feeds/changes.atom")
    for slug in (public.organization.slug, SLUG):
        yield f"/organizations/{slug}/"
    for slug in (public.source.slug, SLUG):
        yield f"/sources/{slug}/"
    yield f"/sectors/{public.sector.slug}/"
    for key in (public.claim.pk, *range(KEY, KEY + 6)):
        yield f"/claims/{key}/"
    for key in (public.funding.pk, KEY, KEY + 10):
        yield f"/funding/{key}/"


def of_files(public: Public) -> Iterator[str]:
    """Every dataset in every format, and what is said of all of them."""
    for name in DATASETS:
        for extension in FORMATS:
            yield f"/downloads/{name}.{extension}"
        yield f"/downloads/{name}.csv?initiative={SLUG}"
        yield f"/downloads/{name}.csv?search={WORD.lower()}"
    yield "/downloads/datapackage.json"


def answer(client: Client, address: str) -> tuple[int, dict[str, str], bytes]:
    said = client.get(address, headers={"X-Request-ID": "the-same"})
    body = b"".join(said) if said.streaming else said.content
    changing = {"X-Request-ID", "Date"}
    if address.endswith(".xlsx"):
        body, changing = unpacked(body), changing | {"Content-Length"}
    if address.startswith("/api/v1/changes/") and said.status_code == 200:
        # A page may be short: where it ends tells that somebody wrote something.
        body = json.dumps(said.json()["results"]).encode()
        changing |= {"Content-Length", "ETag"}
    headers = {name: value for name, value in said.items() if name not in changing}
    return said.status_code, headers, body


def unpacked(workbook: bytes) -> bytes:
    """What a workbook holds, without the time at which it was packed."""
    with ZipFile(BytesIO(workbook)) as parts:
        names = [name for name in parts.namelist() if "docProps" not in name]
        return b"".join(parts.read(name) for name in names)


def forget() -> None:
    """Empty what is remembered of a version of the data."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("consortium"):
            for each in vars(module).values():
                getattr(each, "cache_clear", lambda: None)()


def put_back(version: DataVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE data_version SET number = %s, written_at = %s", version)
    forget()


@pytest.mark.parametrize("questions", [of_api, of_pages, of_files])
def test_nothing_hidden_changes_an_answer(questions):
    public = Public()
    passer_by = Client()
    passer_by.force_login(make_user())
    version = DataVersion.current()
    asked = list(dict.fromkeys(questions(public)))
    before = {address: answer(Client(), address) for address in asked}

    hide(public)
    put_back(version)

    changed = {
        address: (said, now)
        for address, said in before.items()
        if (now := answer(Client(), address)) != said
    }
    assert {address: differ(*pair) for address, pair in changed.items()} == {}
    assert {said[0] for said in before.values()} <= {200, 400, 401, 404, 406}


def differ(one: Any, other: Any) -> Any:
    """Where two answers part, for whoever reads the failure."""
    if one[:2] != other[:2]:
        return one[0], other[0], dict(set(other[1].items()) ^ set(one[1].items()))
    at = next(
        (
            at
            for at, pair in enumerate(zip(one[2], other[2], strict=False))
            if pair[0] != pair[1]
        ),
        0,
    )
    return one[2][at - 60 : at + 60], other[2][at - 60 : at + 60]


def test_it_would_be_seen_by_those_who_may():
    """The same questions have other answers for staff: there is something to hide."""
    hide(Public())
    viewer = Client()
    viewer.force_login(make_staff("viewer"))

    same = set()
    for template, methods in document("en")["paths"].items():
        resource = template.split("/")[3]
        if "get" in methods and "{" not in template:
            said = NEEDED.get(resource, {})
            answers = (each.get(template, said) for each in (viewer, Client()))
            told, public = (each.content for each in answers)
            same |= {resource} if told == public else set()
    silent = {"", "codelists", "exchange-rates", "sectors", "totals", "series"}
    assert same == silent | {"organization-merges"}  # there are none
