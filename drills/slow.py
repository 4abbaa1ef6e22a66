"""Two hundred slow bodies and two hundred slow headers; others are answered meanwhile.

``dev.py drill slow``: the server of production on loopback. Half of the slow callers
say a byte each second, half say nothing more. It fails unless all others are answered,
99 of 100 within a second, and all slow ones are dropped within 30 seconds.
"""

import contextlib
import select
import socket
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from drills.site import Probe, new_question, production

SLOW = 200
PER_SECOND = 20
WITHIN = 30.0
HEAD = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
BODY = HEAD + b"Content-Length: 1000\r\n\r\na="


class Came(NamedTuple):
    """What a run came to; seconds, None where one was never dropped."""

    asked: int
    failures: int
    p99: float
    dropped: list[float | None]


def main(arguments: list[str]) -> None:
    """Run it and tell; exits with 1 where a goal is missed."""
    with production() as (_database, port, _process):
        came = run(port, slow=SLOW, seconds=WITHIN + 5)
    print(told(came))
    if wrong := faults(came):
        sys.exit("\n".join(wrong))


def run(
    port: int,
    *,
    slow: int,
    seconds: float,
    headers: bool = True,
    path: Callable[[int], str] = new_question,
) -> Came:
    """Hold ``slow`` connections of each kind for so long, and ask beside them."""
    lines = [_say(port, BODY) for _ in range(slow)]
    lines += [_say(port, HEAD + b"X-Slow: ") for _ in range(slow if headers else 0)]
    started = time.monotonic()
    dropped: dict[socket.socket, float] = {}
    with Probe(port, path, PER_SECOND) as probe:
        while (now := time.monotonic() - started) < seconds:
            for line in _ended([each for each in lines if each not in dropped]):
                dropped[line] = now
            for line in lines[::2]:
                with contextlib.suppress(OSError):
                    line.send(b"x")
            time.sleep(1)
    came = [dropped.get(line) for line in lines]
    for line in lines:
        line.close()
    return Came(len(probe.asked), len(probe.failures()), probe.p99(), came)


def faults(came: Came) -> list[str]:
    """Which goals were missed."""
    told = []
    if came.failures or not came.asked:
        told.append(f"{came.failures} of {came.asked} others were not answered.")
    if came.p99 >= 1:
        told.append("One of a hundred answers took a second or more.")
    if any(when is None or when > WITHIN for when in came.dropped):
        told.append(f"Not all slow callers were dropped within {WITHIN:.0f} seconds.")
    return told


def told(came: Came) -> str:
    """What a run came to, in a sentence."""
    ended = [when for when in came.dropped if when is not None]
    return (
        f"{came.asked} asked, {came.failures} not answered, p99 {came.p99:.3f} s; "
        f"{len(ended)} of {len(came.dropped)} slow callers dropped, the last after "
        f"{max(ended, default=0):.0f} s."
    )


def _say(port: int, words: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 10)
    line.sendall(words)
    return line


def _ended(lines: list[socket.socket]) -> list[socket.socket]:
    """Those which the server has answered or closed."""
    if not lines:
        return []
    waiting = select.poll()
    for line in lines:
        waiting.register(line, select.POLLIN)
    ready = {number for number, _event in waiting.poll(0)}
    return [line for line in lines if line.fileno() in ready]


if __name__ == "__main__":
    main(sys.argv[1:])
