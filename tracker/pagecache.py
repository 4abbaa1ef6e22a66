"""Public answers, kept in memory in front of Django until the data changes.

Only what says ``Cache-Control: public`` is kept, and only for callers who show neither
a session nor credentials. The key holds everything such an answer depends on; a new
version of the data empties the cache. While the database cannot say which version
stands, nothing is answered from here.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote_to_bytes, urlencode

from django.conf import settings
from django.http import HttpRequest, parse_cookie
from django.utils.http import parse_etags
from django.utils.timezone import localdate
from django.utils.translation import get_language_from_request

from tracker import metrics

BYTES = 64 * 1024 * 1024
LARGEST = 4 * 1024 * 1024
"""Longer answers are not kept: one would push out a thousand others."""

LONGEST = 2000
"""Characters in which a caller may ask and be answered from here: keys are kept too."""

PATIENCE = 10
"""Seconds to wait for another request that computes the same answer."""

VERSION = "tracker.data_version"
"""Where the application finds in ``environ`` which version its answer is kept for."""

Key = tuple[str, ...]
API, FILES = "/api/", "/downloads/"
APART = (
    *(FILES, "/static/", "/admin/", "/accounts/"),
    *("/healthz", "/readyz", metrics.PATH),
)
"""Where nothing is kept. Files are streamed, static ones come compressed or not, as
each caller asks, and who asks how the server fares waits for nobody."""

KEPT_APART = ("x-request-id", "date", "connection")
"""Headers of one answer that are not those of the next."""

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""By which callers say what they hold; the first makes the second void (RFC 9110)."""


class Watch(Protocol):
    """Knows the version of the data, as ``tracker.dataversion`` does."""

    known: int | None
    """The version, if it is known without asking and was not doubted since."""

    def current(self) -> int | None:
        """The version, or nothing while nobody can say."""

    def doubt(self) -> None:
        """Ask again before the next answer: this process may have written."""


class Page(NamedTuple):
    """One answer: its headers and its bytes."""

    headers: list[tuple[str, str]]
    etag: str
    modified: str
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body) + 1024

    @property
    def short_headers(self) -> list[tuple[str, str]]:
        """The headers of an answer without a body."""
        return [
            (name, value)
            for name, value in self.headers
            if not name.lower().startswith("content-")
        ]


class PageCache:
    """A WSGI application before another one."""

    def __init__(self, application: Any, watch: Watch, *, limit: int = BYTES) -> None:
        self.application, self.watch, self.limit = application, watch, limit
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.computing: dict[Key, threading.Event] = {}
        self.lock = threading.Lock()
        self.version: int | None = None
        self.size = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self._pass(environ, start_response)
        version = self.watch.current()
        if version is None:
            return self._pass(environ, start_response)
        page, mine = self._find(key, version)
        if page is not None:
            metrics.KEPT.labels(200).inc()
            return _answer(page, environ, start_response)
        if mine is None:
            return self._pass(environ, start_response)
        try:
            return self._compute(key, version, environ, start_response)
        finally:
            with self.lock:
                self.computing.pop(key, None)
            mine.set()

    def held(
        self, environ: dict[str, Any]
    ) -> tuple[tuple[int, list[tuple[str, str]]], bytes] | None:
        """A kept answer that can be given at once, without waiting for anything."""
        if (version := self.watch.known) is None or version != self.version:
            return None
        if (key := key_of(environ)) is None:
            return None
        with self.lock:
            page = self.pages.get(key) if version == self.version else None
            if page is None:
                return None
            self.pages.move_to_end(key)
        if _is_held(page, *(environ.get(condition, "") for condition in CONDITIONS)):
            metrics.KEPT.labels(304).inc()
            return (304, page.short_headers), b""
        metrics.KEPT.labels(200).inc()
        return (200, page.headers), page.body

    def _pass(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer: Iterable[bytes] = self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD", "OPTIONS"):
            self.watch.doubt()
        return answer

    def _find(
        self, key: Key, version: int
    ) -> tuple[Page | None, threading.Event | None]:
        """The kept answer; else the event by which this request announces its own."""
        with self.lock:
            if version != self.version:
                self.pages.clear()
                self.version, self.size = version, 0
            if page := self.pages.get(key):
                self.pages.move_to_end(key)
                return page, None
            other = self.computing.get(key)
            if other is None:
                mine = self.computing[key] = threading.Event()
                return None, mine
        other.wait(PATIENCE)
        with self.lock:
            return self.pages.get(key), None

    def _compute(
        self, key: Key, version: int, environ: dict[str, Any], start_response: Any
    ) -> Iterable[bytes]:
        # What one caller holds already is not asked of the application: the whole is.
        whole = {k: v for k, v in environ.items() if k not in CONDITIONS}
        whole[VERSION] = version
        said: dict[str, Any] = {}

        def note(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> None:
            said.update(status=status, headers=headers)

        answer = self.application(whole, note)
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        page = _page(said["status"], said["headers"], body)
        if page is None:
            start_response(said["status"], said["headers"])
            return [body]
        with self.lock:
            if self.version == version and page.size <= LARGEST:
                self.pages[key] = page
                self.size += page.size + _length(key)
                while self.size > self.limit:
                    oldest, gone = self.pages.popitem(last=False)
                    self.size -= gone.size + _length(oldest)
        return _answer(page, environ, start_response)


def key_of(environ: dict[str, Any]) -> Key | None:
    """All that a public answer depends on; nothing for what is not public."""
    if environ["REQUEST_METHOD"] != "GET" or environ.get("HTTP_AUTHORIZATION"):
        return None
    path = environ.get("PATH_INFO", "")
    if path.startswith(APART) and path != FILES:
        return None
    if environ.get("HTTP_IF_MATCH") or environ.get("HTTP_IF_UNMODIFIED_SINCE"):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    if f"{settings.SESSION_COOKIE_NAME}=" in cookies:
        return None
    query = environ.get("QUERY_STRING", "")
    if len(query) > LONGEST:
        return None
    asked = [_parameter(each) for each in query.split("&")]
    today = str(localdate())
    preferred: tuple[str, ...] = ()
    if path.startswith(API):
        chosen = parse_cookie(cookies).get(settings.LANGUAGE_COOKIE_NAME, "")
        language = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        if len(chosen) + len(language) > LONGEST:
            return None
        preferred = (environ.get("HTTP_ACCEPT", ""), _language(chosen, language))
    else:
        if settings.DEBUG:
            return None  # or whoever edits a template would not see it
        if path.endswith("/changes/") or ("as_of", today) in asked:
            return None  # they end now, by a clock that may be behind the database's
    # Of a parameter given twice the order may count.
    asked.sort(key=itemgetter(0))
    key = (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", "") + path,
        urlencode(asked),
        today,  # what is late or was renamed is told by the day
        *preferred,
    )
    return key if _length(key) <= LONGEST else None


def _length(key: Key) -> int:
    return sum(map(len, key))


def _parameter(text: str) -> tuple[str, str]:
    """The name of a parameter and its value, as they are read.

    The order in which it names fields means nothing.
    """
    name, _sign, value = map(unquote_to_bytes, text.replace("+", " ").partition("="))
    if name == b"fields":
        value = b",".join(sorted(value.split(b",")))
    return name.decode("latin-1"), value.decode("latin-1")


@lru_cache(maxsize=1000)
def _language(chosen: str, accepted: str) -> str:
    """The language in which Django answers who chose this one and accepts these."""
    request = HttpRequest()
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return get_language_from_request(request)


def _page(status: str, headers: list[tuple[str, str]], body: bytes) -> Page | None:
    said = {name.lower(): value for name, value in headers}
    is_public = "public" in said.get("cache-control", "") and "set-cookie" not in said
    if not status.startswith("200") or not is_public or "etag" not in said:
        return None
    kept = [(name, value) for name, value in headers if name.lower() not in KEPT_APART]
    return Page(kept, said["etag"], said.get("last-modified", ""), body)


def _answer(page: Page, environ: dict[str, Any], start_response: Any) -> list[bytes]:
    if _is_held(page, *(environ.get(condition, "") for condition in CONDITIONS)):
        start_response("304 Not Modified", page.short_headers)
        return []
    start_response("200 OK", page.headers)
    return [page.body]


def _is_held(page: Page, asked: str, since: str) -> bool:
    """Whether the caller has the answer; weakly marked is good enough for reading."""
    if not asked:
        return bool(since) and since == page.modified
    held = [etag.removeprefix("W/") for etag in parse_etags(asked)]
    return held == ["*"] or page.etag.removeprefix("W/") in held
