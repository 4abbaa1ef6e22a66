"""Files of all public sums against their goals: rows for each second, peak memory."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from bench.figures import Comparison, Goal
from consortium.exports import datapackage, writers
from consortium.exports.datasets import DATASETS
from consortium.exports.extracts import one_state

LEAST, MOST = Goal(1, at_least=True), Goal(1, at_least=False)


class Asked(NamedTuple):
    """What a format should reach, and how much memory it may take, in MiB."""

    rows: int
    memory: int


FORMATS = {
    "csv": Asked(400_000, 120),
    "jsonl": Asked(200_000, 120),
    "parquet": Asked(300_000, 350),
}


def comparisons(repetitions: int) -> Iterator[Comparison]:
    """Each file is written ``repetitions`` times, in a process of its own."""
    for extension, asked in FORMATS.items():
        written = [_apart(extension) for _ in range(repetitions)]
        rows, memory = zip(*written, strict=True)
        name = f"sums as {extension}"
        yield Comparison(f"{name} / asked for", rows, [asked.rows], "/s", LEAST)
        name = f"{name}, peak memory / limit"
        yield Comparison(name, memory, [asked.memory], "MiB", MOST)


def tell(extension: str) -> None:
    """Say how many rows a second took, and the peak memory of this process in KiB."""
    rows = _rows_per_second(extension)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{rows} {memory}")


def _apart(extension: str) -> tuple[float, float]:
    said = f"from bench.files import tell; tell({extension!r})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", said]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    written = subprocess.check_output(command, env=environment, text=True)  # noqa: S603
    rows, kibibytes = map(float, written.split())
    return rows, kibibytes / 1024


def _rows_per_second(extension: str) -> float:
    with one_state(), tempfile.TemporaryFile() as file:
        extract = datapackage.public_extract(DATASETS["funding"])
        rows = extract.count(limit=sys.maxsize)
        started = perf_counter()
        if extension == "parquet":
            writers.parquet(extract, file)
        else:
            file.writelines(getattr(writers, extension)(extract))
        return rows / (perf_counter() - started)
