"""Clients are generated from the OpenAPI document, and read the seed.

One for Python, and types for TypeScript if npm is there. The generators come from their
registries into ``var/clients``; the tracker that is read is started for the purpose, or
is the one whose address is given.
"""

import compileall
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "clients"
DOCUMENT = PLACE / "openapi.json"
PYTHON = PLACE / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
GENERATOR = "openapi-python-client==0.29.1"
NODE_GENERATORS = ["openapi-typescript@7.13.0", "typescript@5.9"]
PATIENCE = 300
"""Seconds that a tracker may take to start; the first time it installs a database."""

READ_IN_PYTHON = """
import sys
from tracker_client import Client
from tracker_client.api.funding import funding_list
from tracker_client.api.initiatives import initiatives_list, initiatives_retrieve
from tracker_client.api.totals import totals_retrieve

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
[initiative] = initiatives_list.sync(client=client).results
whole = initiatives_retrieve.sync(initiative.slug, client=client)
[sum_] = funding_list.sync(client=client, initiative=initiative.slug).results
totals = totals_retrieve.sync(client=client)
assert (whole.named_members, whole.reported_members.value) == (4, 9), whole
assert (sum_.amount, sum_.currency, sum_.qualifier) == ("1000000000000", "JPY", "up_to")
assert totals.results[0].bounds.max_ == sum_.amount, totals
print("Python:", initiative.name, sum_.qualifier, sum_.amount, sum_.currency)
"""

READ_IN_TYPESCRIPT = """
import type { components, paths } from "./api";

type Funding = components["schemas"]["Funding"];
type Answers = paths["/api/v1/funding/"]["get"]["responses"];
type Page = Answers[200]["content"]["application/json"];

export function upTo(page: Page): Funding[] {
  return page.results.filter((sum) => sum.qualifier === "up_to" && sum.amount !== null);
}
"""


def main(arguments: list[str]) -> None:
    """Generate both clients; read the tracker at the address given, or one of ours."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with contextlib.nullcontext(arguments[0]) if arguments else tracker() as address:
        DOCUMENT.write_bytes(read(f"{address}/api/v1/schema/"))
        in_python(address)
    in_typescript()


def in_python(address: str) -> None:
    """Generate, compile and use the client for Python."""
    if not PYTHON.exists():
        venv.create(PYTHON.parents[1], with_pip=True)
    run(PYTHON, "-m", "pip", "install", "--quiet", GENERATOR)
    generator = PYTHON.with_name("openapi-python-client")
    options = ["--meta", "none", "--overwrite", "--fail-on-warning"]
    client = PLACE / "tracker_client"
    run(generator, "generate", "--path", DOCUMENT, "--output-path", client, *options)
    if not compileall.compile_dir(client, quiet=1):
        sys.exit("The client for Python does not compile.")
    run(PYTHON, "-c", READ_IN_PYTHON, address)


def in_typescript() -> None:
    """Generate types for TypeScript, and compile what uses them."""
    npm = shutil.which("npm")
    if npm is None:
        print("TypeScript: left out, since there is no npm here.")
        return
    (PLACE / "package.json").write_text('{"private": true}')
    run(npm, "install", "--silent", "--no-audit", "--no-fund", *NODE_GENERATORS)
    tools = PLACE / "node_modules" / ".bin"
    run(tools / "openapi-typescript", DOCUMENT, "--output", PLACE / "api.ts")
    (PLACE / "read.ts").write_text(READ_IN_TYPESCRIPT)
    run(tools / "tsc", "--noEmit", "--strict", "--skipLibCheck", "read.ts")
    print("TypeScript: the types compile, and so does what uses them.")


@contextlib.contextmanager
def tracker() -> Iterator[str]:
    """A tracker with the seed, as ``dev.py run`` serves it, as long as it is used."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(ROOT / "dev.py"), "run", "--noreload"]
    with subprocess.Popen(command, env={**os.environ, "PORT": port}) as process:
        try:
            await_answer(f"{address}/api/v1/", process)
            yield address
        finally:
            process.terminate()


def await_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``address`` answers; exit if ``process`` ends before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            read(address)
            return
        time.sleep(0.5)
    sys.exit(f"Nothing answers at {address}.")


def read(address: str) -> bytes:
    """What stands at ``address``."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 (a tracker)
        body: bytes = answer.read()
    return body


def run(*command: Path | str) -> None:
    """Run a tool where the clients are; exit with its name if it fails."""
    words = [str(word) for word in command]
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    if subprocess.call(words, cwd=PLACE, env={**os.environ, "PATH": path}):
        sys.exit(f"{Path(words[0]).name} failed, see above.")


if __name__ == "__main__":
    main(sys.argv[1:])
