"""What is kept in front of Django, for whom, and for how long."""

from threading import Barrier, Event, Thread

import pytest

from tracker import health, metrics
from tracker.pagecache import LONGEST, PageCache

PUBLIC = ("Cache-Control", "public, max-age=0, must-revalidate")


class Application:
    """Counts its answers; each says how often it was asked."""

    def __init__(self, *headers, status="200 OK"):
        self.headers = list(headers) or [PUBLIC, ("ETag", '"one"')]
        self.status, self.asked, self.closed = status, [], 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, [*self.headers, ("Content-Type", "text/plain")])
        return self

    def __iter__(self):
        yield f"answer {len(self.asked)}".encode()

    def close(self):
        self.closed += 1


class Watch:
    version = 1
    doubts = 0

    @property
    def known(self):
        return self.version

    def current(self):
        return self.version

    def doubt(self):
        self.doubts += 1


def environ_of(path, **environ):
    return {
        "REQUEST_METHOD": "GET",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "tracker.example",
        "PATH_INFO": path,
        "QUERY_STRING": environ.pop("query", ""),
        **environ,
    }


def ask(cache, path="/api/v1/funding/", **environ):
    said = {}

    def start_response(status, headers):
        said.update(status=status, headers=dict(headers))

    body = b"".join(cache(environ_of(path, **environ), start_response)).decode()
    return said["status"], body, said["headers"]


@pytest.fixture
def app():
    return Application()


@pytest.fixture
def cache(app):
    return PageCache(app, Watch())


def test_a_public_answer_is_computed_once(cache, app):
    first, again = ask(cache), ask(cache)

    assert first == again
    assert first[:2] == ("200 OK", "answer 1")
    assert (len(app.asked), app.closed) == (1, 1)


def test_a_new_version_of_the_data_empties_the_cache(cache):
    ask(cache)
    cache.watch.version = 2

    assert ask(cache)[1] == "answer 2"
    assert len(cache.pages) == 1


def test_nothing_is_kept_while_nobody_knows_the_version(cache):
    cache.watch.version = None

    assert [ask(cache)[1], ask(cache)[1]] == ["answer 1", "answer 2"]
    assert not cache.pages


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/api/v1/claims/"},
        {"query": "stage=spent"},
        {"query": "fields=a"},
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "http"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_ACCEPT_LANGUAGE": "ja"},
        {"HTTP_COOKIE": "django_language=ja"},
        {"HTTP_COOKIE": 'prefs={"a": 1}; django_language=ja'},
        {"HTTP_COOKIE": "django_language=fr", "HTTP_ACCEPT_LANGUAGE": "ja"},
    ],
    ids=str,
)
def test_another_question_has_another_answer(cache, other):
    assert ask(cache)[1] != ask(cache, **other)[1]


@pytest.mark.parametrize(
    "same",
    [
        {"query": "fields=c,b,a&a=1"},
        {"query": "a=1&fields=a%2Cc,b"},
        {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8"},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"HTTP_ACCEPT_LANGUAGE": "*, ja;q=0.5"},
        {"HTTP_COOKIE": "django_language=fr"},
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_USER_AGENT": "curl"},
    ],
    ids=str,
)
def test_the_same_question_has_one_answer(cache, same):
    query = {"query": "a=1&fields=a,b,c"}

    assert ask(cache, **query)[1] == ask(cache, **query | same)[1]


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Token abc"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"path": "/static/consortium/pages.css"},
        {"path": "/downloads/funding.csv"},
        {"path": "/admin/login/"},
        {"path": "/initiatives/one/changes/"},
        *({"path": path} for path in (metrics.PATH, *health.ANSWERS)),
    ],
    ids=str,
)
def test_who_is_known_and_what_writes_never_meets_the_cache(cache, environ):
    ask(cache)

    assert ask(cache, **environ)[1] == "answer 2"
    assert ask(cache)[1] == "answer 1"


def test_after_a_write_the_version_is_asked_for_again(cache):
    ask(cache, REQUEST_METHOD="HEAD")
    assert cache.watch.doubts == 0

    ask(cache, REQUEST_METHOD="PATCH")

    assert cache.watch.doubts == 1


@pytest.mark.parametrize(
    "application",
    [
        Application(("Cache-Control", "private, no-store"), ("ETag", '"one"')),
        Application(PUBLIC),
        Application(PUBLIC, ("ETag", '"one"'), ("Set-Cookie", "a=b")),
        Application(PUBLIC, ("ETag", '"one"'), status="404 Not Found"),
    ],
    ids=["private", "no-etag", "cookie", "not-found"],
)
def test_what_is_not_public_is_not_kept(application):
    cache = PageCache(application, Watch())

    assert [ask(cache)[1], ask(cache)[1]] == ["answer 1", "answer 2"]
    assert application.closed == 2


@pytest.mark.parametrize("held", ['"one"', '"zero", "one"', "*", 'W/"one"'])
def test_who_holds_the_answer_is_told_so_without_a_body(cache, app, held):
    for _first_and_later in range(2):
        status, body, headers = ask(cache, HTTP_IF_NONE_MATCH=held)
        assert (status, body) == ("304 Not Modified", "")
        assert headers == {"Cache-Control": PUBLIC[1], "ETag": '"one"'}

    assert "HTTP_IF_NONE_MATCH" not in app.asked[0]
    assert ask(cache, HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"
    assert len(app.asked) == 1


@pytest.mark.parametrize("page", ["feeds/changes.atom", "", "sources/", "downloads/"])
def test_pages_and_feeds_are_kept_in_either_language(cache, page):
    paths = (f"/{page}", f"/ja/{page}")

    assert [ask(cache, path)[1] for path in paths * 2] == ["answer 1", "answer 2"] * 2


def test_a_page_says_what_day_it_is(cache, time_machine):
    """At midnight in Japan milestones are late that were not the minute before."""
    time_machine.move_to("2026-11-30T14:59:59Z", tick=False)
    before = ask(cache, "/")[1]
    time_machine.move_to("2026-11-30T15:00:00Z", tick=False)

    assert ask(cache, "/")[1] != before


def test_the_order_of_one_parameter_given_twice_may_count(cache):
    pairs = ("page=1&page=2", "page=2&page=1", "page=1&%70age=2", "%70age=2&page=1")

    one, other, third, fourth = (ask(cache, "/", query=each)[1] for each in pairs)

    assert one != other
    assert (third, fourth) == (one, other)


def test_a_page_is_the_same_whatever_a_browser_prefers(cache):
    prefers = {"HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "ja"}

    assert ask(cache, "/", **prefers)[1] == ask(cache, "/")[1]


@pytest.mark.parametrize("name", ["as_of", "as%5Fof"])
@pytest.mark.parametrize("day", ["2026-11-30", "2026%2D11%2D30"])
def test_a_page_that_ends_now_is_not_kept(cache, time_machine, name, day):
    time_machine.move_to("2026-11-30T12:00:00Z", tick=False)
    asked = {"query": f"{name}={day}"}

    assert ask(cache, "/", **asked)[1] != ask(cache, "/", **asked)[1]


def test_who_edits_a_template_sees_the_page_anew(cache, settings):
    settings.DEBUG = True

    assert ask(cache, "/")[1] != ask(cache, "/")[1]
    assert ask(cache)[1] == ask(cache)[1]


def test_who_names_a_day_only_is_told_by_the_day():
    day, tag = "Mon, 23 Nov 2026 10:00:00 GMT", '"one"'
    app = Application(PUBLIC, ("ETag", tag), ("Last-Modified", day))
    cache = PageCache(app, Watch())
    asked = [
        {"HTTP_IF_MODIFIED_SINCE": day},
        {"HTTP_IF_MODIFIED_SINCE": day, "HTTP_IF_NONE_MATCH": '"other"'},
        {"HTTP_IF_MODIFIED_SINCE": "Mon, 23 Nov 2026 10:00:01 GMT"},
    ]

    statuses = [ask(cache, **each)[0][:3] for each in asked]

    assert statuses == ["304", "200", "200"]
    assert "HTTP_IF_MODIFIED_SINCE" not in app.asked[0]
    assert len(app.asked) == 1


def test_the_oldest_answers_make_room(app):
    cache = PageCache(app, Watch(), limit=2500)

    for path in ("/api/a", "/api/b", "/api/a", "/api/c"):
        ask(cache, path)

    assert [key[2] for key in cache.pages] == ["/api/a", "/api/c"]
    held = sum(page.size for page in cache.pages.values())
    assert held < cache.size <= 2500


@pytest.mark.parametrize(
    "name", ["query", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_HOST"]
)
def test_who_says_much_fills_no_memory(cache, name):
    many = {name: "django_language=a" + "a" * LONGEST}

    assert ask(cache, **many)[1] != ask(cache, **many)[1]
    assert not cache.pages


def test_callers_who_ask_at_once_wait_for_one_computation(cache, app):
    inside, free, at_once = Event(), Event(), Barrier(4)
    compute = app.__iter__

    class Slow(Application):
        def __iter__(self):
            inside.set()
            assert free.wait(10)
            yield from compute()

    cache.application = slow = Slow()
    bodies = []

    def caller():
        at_once.wait(10)
        bodies.append(ask(cache)[1])

    callers = [Thread(target=caller) for _ in range(3)]
    for thread in callers:
        thread.start()
    at_once.wait(10)
    assert inside.wait(10)
    free.set()
    for thread in callers:
        thread.join(10)

    assert len(slow.asked) == 1
    assert len(set(bodies)) == 1
    assert len(bodies) == 3


def test_a_failure_leaves_nobody_waiting(cache, app):
    def fail(environ, start_response):
        raise RuntimeError

    cache.application = fail
    with pytest.raises(RuntimeError):
        ask(cache)

    cache.application = app
    assert ask(cache)[0] == "200 OK"
    assert not cache.computing


def test_an_answer_computed_before_a_write_is_not_filed_after_it(cache, app):
    def write_meanwhile(environ, start_response):
        cache.watch.version = 2
        cache.application = app
        ask(cache, "/api/other")
        return app(environ, start_response)

    cache.application = write_meanwhile

    ask(cache)

    assert [key[2] for key in cache.pages] == ["/api/other"]


def test_what_is_kept_can_be_had_without_waiting():
    cache = PageCache(Application(), Watch())
    asked = environ_of("/api/v1/funding/")

    assert cache.held(asked) is None
    ask(cache)

    assert cache.held(asked)[1] == b"answer 1"
    (status, _headers), body = cache.held(asked | {"HTTP_IF_NONE_MATCH": '"one"'})
    assert (status, body) == (304, b"")
    assert cache.held(environ_of("/admin/")) is None
    assert cache.held(environ_of("/api/v1/funding/", query="page=2")) is None


def test_nothing_old_is_had_without_waiting():
    cache = PageCache(Application(), watch := Watch())
    ask(cache)

    watch.version = 2
    assert cache.held(environ_of("/api/v1/funding/")) is None
    watch.version = None
    assert cache.held(environ_of("/api/v1/funding/")) is None
