"""The server is replaced under load, worker by worker, and nobody notices.

``dev.py drill restart``: three times SIGHUP at 20 requests a second, each on its own
connection; then SIGTERM while answers are on their way. It fails at the first question
that is not answered with 200.
"""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from drills.site import Asked, Probe, ask, new_question, production

TIMES = 3
PER_SECOND = 20


def main(arguments: list[str]) -> None:
    """Run it and tell; exits with 1 where a question was not answered."""
    with production() as (_database, port, process):
        probe = replaced(port, process, times=TIMES)
        last = stopped(port, process)
    print(
        f"{len(probe.asked)} asked during {TIMES} replacements of all workers, "
        f"{len(probe.failures())} not answered, p99 {probe.p99():.3f} s; "
        f"{sum(asked.status == 200 for asked in last)} of {len(last)} answers on their "
        "way ended before the server did."
    )
    wrong = [*probe.failures(), *(each for each in last if each.status != 200)]
    if wrong:
        sys.exit(f"Not answered: {wrong[:5]}")


def replaced(port: int, process: subprocess.Popen, *, times: int) -> Probe:
    """Ask while all workers are replaced so often."""
    with Probe(port, new_question, PER_SECOND) as probe:
        for _ in range(times):
            old = workers(process)
            process.send_signal(signal.SIGHUP)
            until = time.monotonic() + 90
            while set(workers(process)) & set(old) and time.monotonic() < until:
                time.sleep(0.2)
    return probe


def stopped(port: int, process: subprocess.Popen, path: str = "/") -> list[Asked]:
    """Tell the server to stop while it answers four; what became of them."""
    came: list[Asked] = []
    asking = [
        threading.Thread(target=lambda: came.append(ask(port, path))) for _ in range(4)
    ]
    for each in asking:
        each.start()
    time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    for each in asking:
        each.join()
    return came


def workers(process: subprocess.Popen) -> list[str]:
    """The numbers of the server's workers, as Linux knows them."""
    lists = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [child for path in lists for child in path.read_text().split()]


if __name__ == "__main__":
    main(sys.argv[1:])
