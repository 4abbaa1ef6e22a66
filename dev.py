#!/usr/bin/env python3
"""The project's commands. All they need is Python: they make .venv by themselves.

python3 dev.py run      serve the site (HOST and PORT say where)
python3 dev.py test     run the tests; arguments go to pytest, which then skips coverage
python3 dev.py check    look for faults without running anything
python3 dev.py fix      let the tools repair style and layout
python3 dev.py drill    try what the tests cannot: drill NAME, see README.md
python3 dev.py bench    measure speed in a database of its own (bench/README.md)
python3 dev.py lock     renew requirements/*.txt from pyproject.toml
python3 dev.py sbom     write the bill of materials of what production needs
python3 dev.py audit    ask what is known against it; says so where nobody answers
python3 dev.py reset    delete the embedded database
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path

try:
    from django.core.management import execute_from_command_line

    from tracker import embedded
except ImportError:  # the Python that makes .venv has no Django and needs none
    pass

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / "python")
REQUIREMENTS = ROOT / "requirements"
LOCKS = ["run", "test", "dev"]  # each has all that the one before has
PREPARATION = ["migrate", "load_rates", "seed", "first_account --site {site}"]
ADDRESSES = ["://", "file:", "--index", "--extra-index", "--find-links"]


def run(arguments: list[str]) -> None:
    """Prepare the database and serve; nothing stays behind when it ends."""
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if os.environ.get("RUN_MAIN") == "true":  # Django's reloader started this process
        end_with_parent()
    else:
        refuse_taken_port(host, port)
        sync("run")
        enter_venv("run", *arguments)
        for command in PREPARATION:  # in this process, which keeps the database up
            words = command.format(site=f"http://{address}").split()
            execute_from_command_line(["manage.py", *words])
        print(WELCOME.format(site=f"http://{address}"), flush=True)
    try:
        execute_from_command_line(["manage.py", "runserver", address, *arguments])
    finally:
        await_children()  # or the database, still in use by one, would stay up


WELCOME = """
  Site   {site}/
  Admin  {site}/admin/
  API    {site}/api/v1/
  Docs   {site}/api/v1/docs/

  No second factor is asked for here; with STAFF_SECOND_FACTOR=1 one is, as in
  production.
"""


def test(arguments: list[str]) -> None:
    """Run all tests and hold them to the coverage, or run what ``arguments`` say."""
    sync("test")
    os.environ["DEBUG"] = "0"
    if arguments:
        become(PYTHON, "-m", "pytest", *arguments)
    slipcover, out = ["python", "-m", "slipcover"], ["--out", ".coverage.json"]
    failed = call(*slipcover, "--json", *out, "-m", "pytest", "-n", "2")
    # With a bound in the same run, it would tell what only the first process reached.
    bound = ["--merge", ".coverage.json", *out, "--fail-under", "95"]
    sys.exit(failed or call(*slipcover, *bound))


def check(_arguments: list[str]) -> None:
    """Run every check, then name those that failed."""
    sync("dev")
    # The plugin of mypy imports the settings, but needs no database.
    no_database = {"DATABASE_URL": "postgres://unused/unused"}
    results = {
        "ruff check": call("ruff", "check"),
        "ruff format": call("ruff", "format", "--check"),
        "mypy": call("mypy", **no_database),
        "lint-imports": call("lint-imports"),
        "makemigrations": call(
            "python", "manage.py", "makemigrations", "--check", "--dry-run"
        ),
        "manage.py check": call("python", "manage.py", "check"),
        "migrations": call("python", "manage.py", "lint_migrations"),
        "djlint --check": call("djlint", "--check", "templates"),
        "djlint --lint": call("djlint", "--lint", "templates"),
    }
    results["requirements"] = len(found := strangers(REQUIREMENTS))
    print(*found, sep="\n")
    if failed := [name for name, code in results.items() if code]:
        sys.exit(f"\nFailed: {', '.join(failed)}")


def fix(_arguments: list[str]) -> None:
    """Repair what the tools can repair."""
    sync("dev")
    call("ruff", "check", "--fix")
    call("ruff", "format")
    call("djlint", "--reformat", "templates")


# Drills ask as often as they can, and as people of their own making.
UNGUARDED = {"THROTTLE_ANONYMOUS": "", "THROTTLE_KNOWN": "", "STAFF_SECOND_FACTOR": "0"}


def drill(arguments: list[str]) -> None:
    """Run one of the drills: what takes too long, or needs too much, for a test."""
    if not arguments or arguments[0] not in DRILLS:
        sys.exit(f"Which drill? {', '.join(DRILLS)}")
    os.environ |= UNGUARDED
    DRILLS[arguments[0]](arguments[1:])


def drill_history(arguments: list[str]) -> None:
    """Tell random stories and hold every answer to them, as often as a number says."""
    sync("test")
    os.environ |= {"DEBUG": "0", "LAW_RUNS": (arguments or ["2000"])[0]}
    become(PYTHON, "-m", "pytest", "-n", "2", "tests/laws")


def drill_soak(arguments: list[str]) -> None:
    """Keep the server busy for ten minutes, or ``--minutes 3``, with data of bench."""
    bench(["soak", *arguments])


def drill_battery(arguments: list[str]) -> None:
    """Send bad input to every operation of the schema, as everybody."""
    sync("test")
    os.environ |= {"DEBUG": "0", "BATTERY": "1"}
    battery = "tests/faults/test_battery.py"
    become(PYTHON, "-m", "pytest", "-n", "2", battery, *arguments)


def drill_on_clusters(what: str, arguments: list[str]) -> None:
    """Run a module of ``drills`` that makes what it needs, PostgreSQL included."""
    sync("run")
    become(PYTHON, "-m", *f"drills.{what}".split(), *arguments)


def drill_fuzz(arguments: list[str]) -> None:
    """Ask what the OpenAPI document allows, and does not; a seed asks it again."""
    seed = (arguments or [str(secrets.randbelow(2**32))])[0]
    print(f"Again: python3 dev.py drill fuzz {seed}", flush=True)
    sync("test")
    os.environ |= {"DEBUG": "0", "FUZZ": seed}
    become(PYTHON, "-m", "pytest", "-n", "2", "-rA", "tests/faults/test_openapi.py")


OF_THEIR_NAME = ["clients", "slow", "pooled", "restart", "outage", "replicas"]
ON_CLUSTERS = {
    **{name: name for name in OF_THEIR_NAME},
    "kill-postgres": "kills postgres",
    "kill-app": "kills app",
    "kill-import": "interrupted",
    "disk-full": "full_disks",
    "migrations": "migrating",
    "restore": "restores",
    "point-in-time": "points",
}
DRILLS: dict[str, Callable[[list[str]], None]] = {
    "history": drill_history,
    "soak": drill_soak,
    "battery": drill_battery,
    "fuzz": drill_fuzz,
    **{name: partial(drill_on_clusters, what) for name, what in ON_CLUSTERS.items()},
}


def bench(arguments: list[str]) -> None:
    """Fill a database of its own and compare what the project does with its peers."""
    sync("run")
    os.environ |= {"DEBUG": "0", "DJANGO_SETTINGS_MODULE": "bench.settings"}
    become(PYTHON, "manage.py", "bench", *arguments)


CONTENTS = {
    "prod": "--extra=parquet",
    "run": "--extra=parquet --extra=local",
    "test": "--extra=parquet --extra=local --group=test -c requirements/run.txt",
    "dev": "--all-extras --group=test --group=lint -c requirements/test.txt",
}


def lock(_arguments: list[str]) -> None:
    """Renew the lock files: one for all systems, with hashes, without addresses."""
    make_venv()
    pip("uv")
    flags = "--quiet --upgrade --universal --python-version=3.11 --no-config"
    flags += " --generate-hashes --no-header --no-annotate --no-emit-index-url"
    # Without its extras named, an older pip takes a package's newest release for them.
    flags += " --no-strip-extras"
    for name, contents in CONTENTS.items():
        output = f"requirements/{name}.txt"
        options = [*flags.split(), *contents.split(), "--output-file", output]
        if call("uv", "pip", "compile", "pyproject.toml", *options):
            sys.exit(f"{output} was not renewed.")


def dependencies(what: str, arguments: list[str]) -> None:
    """Write the bill of materials (``sbom``), or ask what is known (``audit``)."""
    sync("dev")
    become(PYTHON, "-m", "drills.dependencies", what, *arguments)


def reset(arguments: list[str]) -> None:
    """Delete the embedded database, once the user has said yes."""
    if arguments != ["--yes"]:
        sys.exit(
            "This deletes the embedded database with all that was entered. "
            "If that is what you want: python3 dev.py reset --yes"
        )
    sync("run")
    enter_venv("reset", "--yes")
    try:
        embedded.reset(ROOT / "var")
    except embedded.Unavailable as reason:
        sys.exit(str(reason))


def sync(name: str) -> None:
    """Install the lock file ``name`` into .venv, unless it is there already."""
    stamp = VENV / "installed.json"
    wanted = {
        lock: hashlib.sha256((REQUIREMENTS / f"{lock}.txt").read_bytes()).hexdigest()
        for lock in LOCKS[: LOCKS.index(name) + 1]
    }
    if venv_fits() and stamp.exists():
        if wanted.items() <= json.loads(stamp.read_text()).items():
            return
        stamp.unlink()  # an interrupted installation must not look complete
    make_venv()
    print(f"Installing requirements/{name}.txt", flush=True)
    lock_file = str(REQUIREMENTS / f"{name}.txt")
    pip("--require-hashes", "--only-binary=:all:", "-r", lock_file)
    stamp.write_text(json.dumps(wanted))


def venv_fits() -> bool:
    """Whether .venv is complete, and was made by a Python of this version."""
    if not (Path(PYTHON).exists() and shutil.which("pip", path=str(BIN))):
        return False
    version = "version = {}.{}.".format(*sys.version_info)
    return version in (VENV / "pyvenv.cfg").read_text()


def make_venv() -> None:
    """Make .venv, unless it fits."""
    if venv_fits():
        return
    if not importlib.util.find_spec("ensurepip"):
        sys.exit("Python lacks its venv module. On Debian: apt install python3-venv")
    print("Making .venv", flush=True)
    venv.create(VENV, clear=VENV.exists(), symlinks=os.name != "nt", with_pip=True)


def pip(*arguments: str) -> None:
    """Install packages into .venv."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    if call("python", "-m", "pip", "install", *quiet, *arguments):
        sys.exit("The installation failed, see above.")


def call(tool: str, *arguments: str, **environment: str) -> int:
    """Run a tool of .venv and return its exit code."""
    command = [str(BIN / tool), *arguments]
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal has told it, too
            raise
        except SystemExit:
            process.terminate()
            raise


def become(*command: str) -> None:
    """Replace this process, so that signals and exit codes need no messenger."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606


def enter_venv(*arguments: str) -> None:
    """Go on in the Python of .venv."""
    if Path(sys.prefix).resolve() != VENV.resolve():
        become(PYTHON, str(ROOT / "dev.py"), *arguments)


def refuse_taken_port(host: str, port: str) -> None:
    """Exit with a hint unless a server could listen there."""
    if not (port.isdecimal() and int(port) < 2**16):
        sys.exit(f"PORT must be a number below 65536, not {port}.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        other = 8001 if port == "8000" else 8000
        sys.exit(
            f"Cannot listen on port {port} of {host} ({error.strerror}). "
            f"Try another: PORT={other} python3 dev.py run"
        )


def end_with_parent() -> None:
    """End this process when its parent has ended, even by kill -9."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def await_children() -> None:
    """Wait until those that this process started have ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def strangers(directory: Path) -> list[str]:
    """Return the lines of lock files that name an address or a place to look."""
    return [
        f"{path.name}:{number}: {line}"
        for path in sorted(directory.glob("*.txt"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if any(word in line for word in ADDRESSES)
    ]


TARGETS: dict[str, Callable[[list[str]], None]] = {
    "run": run,
    "test": test,
    "check": check,
    "fix": fix,
    "drill": drill,
    "bench": bench,
    "lock": lock,
    "sbom": partial(dependencies, "sbom"),
    "audit": partial(dependencies, "audit"),
    "reset": reset,
}


def main(arguments: list[str]) -> None:
    """Go to the target that the first argument names."""
    if not (3, 11) <= sys.version_info < (3, 14):
        sys.exit("Python 3.11, 3.12 or 3.13 is needed; this is " + sys.version)
    if not arguments or arguments[0] not in TARGETS:
        sys.exit(__doc__)
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's & ignores it
    try:
        TARGETS[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
