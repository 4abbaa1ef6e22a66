"""Clients that write all the time, and believe nothing that they were not told.

Each has a row of its own at a time, sends every write under an ``Idempotency-Key`` and
notes its fate. Where no answer comes, half of them ask again until one does; the others
wait for the site, go on with another row, and ask at the end.
"""

import contextlib
import json
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import NamedTuple

from drills.ledger import ACKNOWLEDGED, AMBIGUOUS, REFUSED, Ledger, Write

TOKEN = "t" * 32
PATIENCE = 30
"""Seconds that an answer, or the last doubt, may take."""
PAUSE = 0.2
"""Seconds before a client goes on after an answer that told nothing."""

CREATE, CHANGE, RETRACT = "create", "change", "retract"


class Answer(NamedTuple):
    """What was answered; ``status`` is 0 where nothing was."""

    status: int
    tag: str = ""
    body: bytes = b""

    @property
    def fate(self) -> str:
        """What it says of a write."""
        if 200 <= self.status < 300:
            return ACKNOWLEDGED
        is_running = self.status == 409 and b'"still_running"' in self.body
        is_told = 400 <= self.status < 500 and not is_running
        return REFUSED if is_told else AMBIGUOUS


class Writers:
    """``number`` clients of the site on ``port``, which may move meanwhile.

    ``sums`` are the numbers of published sums that they may retract; the names of the
    sources that they make begin with ``name``.
    """

    def __init__(
        self,
        port: int,
        cookie: str,
        *,
        number: int,
        sums: Sequence[int] = (),
        name: str = "w",
    ) -> None:
        self.port, self.cookie, self.name = port, cookie, name
        self.ledger = Ledger()
        self.statuses: set[int] = set()
        self.stopped = threading.Event()
        self.sums: queue.SimpleQueue[int] = queue.SimpleQueue()
        for each in sums:
            self.sums.put(each)
        self.threads = [
            threading.Thread(target=self._write_on, args=[place], daemon=True)
            for place in range(number)
        ]

    @contextlib.contextmanager
    def at_work(self) -> Iterator[Ledger]:
        """They write as long as this lasts."""
        for thread in self.threads:
            thread.start()
        try:
            yield self.ledger
        finally:
            self.stopped.set()
            for thread in self.threads:
                thread.join(PATIENCE)

    def ask(
        self, method: str, address: str, body: object = None, **headers: str
    ) -> Answer:
        """Ask once; whatever goes wrong on the way is no answer."""
        signs = {"Cookie": f"{self.cookie}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        known = {name.replace("_", "-"): value for name, value in headers.items()}
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        content = {"Content-Type": "application/json"} if body else {}
        said = json.dumps(body) if body else None
        try:
            line.request(method, f"/api/v1/{address}", said, signs | content | known)
            got = line.getresponse()
            answer = Answer(got.status, got.headers.get("ETag", ""), got.read())
        except (OSError, HTTPException):
            answer = Answer(0)
        finally:
            line.close()
        self.statuses.add(answer.status)
        return answer

    def write(self, write: Write) -> Answer:
        """Ask for a write once, and note what came of it."""
        method, address, body = _request(write)
        match = {"If_Match": write.tag} if write.tag else {}
        key = {"Idempotency_Key": write.token}
        answer = self.ask(method, address, body, **match, **key)
        self.ledger.note(write, answer.fate)
        return answer

    def go_on(self, seconds: float) -> None:
        """Let them write so long, and until they were told of ten more writes."""
        until = time.monotonic() + PATIENCE
        enough = len(self.ledger.of(ACKNOWLEDGED)) + 10
        time.sleep(seconds)
        while len(self.ledger.of(ACKNOWLEDGED)) < enough and time.monotonic() < until:
            time.sleep(PAUSE / 10)

    def clear_doubts(self) -> None:
        """Ask again, under its key, for each write of which nothing is known."""
        until = time.monotonic() + PATIENCE
        while (left := self.ledger.of(AMBIGUOUS)) and time.monotonic() < until:
            for write in left:
                self.write(write)

    def _write_on(self, place: int) -> None:
        for turn in count():
            self._story(f"{self.name}-{place}-{turn}", is_patient=place % 2 == 0)
            if self.stopped.is_set():
                return

    def _story(self, slug: str, *, is_patient: bool) -> None:
        """A source is made, changed twice and not made again; a sum is retracted."""
        answer = self._surely(Write(f"{slug}-made", CREATE, slug), is_patient)
        for number in (1, 2):
            if answer.fate != ACKNOWLEDGED:
                return
            change = Write(f"{slug}-changed-{number}", CHANGE, slug, answer.tag)
            answer = self._surely(change, is_patient)
        self._surely(Write(f"{slug}-made-again", CREATE, slug), is_patient)
        with contextlib.suppress(queue.Empty):
            key = str(self.sums.get_nowait())
            tag = self.ask("GET", f"funding/{key}/").tag
            if tag:
                self._surely(Write(f"{slug}-retracted", RETRACT, key, tag), is_patient)

    def _surely(self, write: Write, is_patient: bool) -> Answer:
        answer = self.write(write)
        while answer.fate == AMBIGUOUS and not self.stopped.wait(PAUSE):
            if is_patient:
                answer = self.write(write)
            elif self.ask("GET", "me/").status == 200:
                break
        return answer


def _request(write: Write) -> tuple[str, str, object]:
    if write.verb == RETRACT:
        return "POST", f"funding/{write.key}/retract/", {"reason": write.token}
    values = {"title": write.token}
    if write.verb == CHANGE:
        body = {"values": values, "reason": write.token}
        return "PATCH", f"sources/{write.key}/", body
    values |= {"slug": write.key, "kind": "filing"}
    return "POST", "sources/", {"values": values, "reason": write.token}
