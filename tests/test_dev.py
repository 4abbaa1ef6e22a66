"""The project's commands, without network."""

import importlib.util
import itertools
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev
from drills import clients


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Three lock files and a .venv of the imagination; what pip is asked to install."""
    for name in dev.LOCKS:
        (tmp_path / f"{name}.txt").write_text(f"{name}==1\n")
    asked = []
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "venv_fits", lambda: True)
    monkeypatch.setattr(dev, "pip", lambda *words: asked.append(Path(words[-1]).stem))
    return asked


def make_venv_directory(place, version):
    """Make a directory that looks like a .venv made by some Python."""
    (place / "bin").mkdir()
    for program in ("python", "pip"):
        (place / "bin" / program).touch(mode=0o755)
    (place / "pyvenv.cfg").write_text(f"home = /usr\nversion = {version}\n")


def test_each_lock_is_installed_once(installed):
    for name in ["run", "run", "test", "dev", "run", "test"]:
        dev.sync(name)

    assert installed == ["run", "test", "dev"]


def test_the_largest_lock_serves_the_smaller_ones(installed):
    for name in ["dev", "test", "run"]:
        dev.sync(name)

    assert installed == ["dev"]


def test_a_changed_lock_is_installed_again(installed):
    dev.sync("dev")
    (dev.REQUIREMENTS / "run.txt").write_text("run==2\n")

    dev.sync("run")
    dev.sync("run")
    assert installed == ["dev", "run"]

    dev.sync("dev")
    assert installed == ["dev", "run", "dev"], "its packages may have been replaced"


def test_a_failed_installation_is_not_taken_for_a_complete_one(installed, monkeypatch):
    def fail(*words):
        sys.exit("no network")

    dev.sync("run")
    (dev.REQUIREMENTS / "run.txt").write_text("run==2\n")
    with monkeypatch.context() as patch:
        patch.setattr(dev, "pip", fail)
        with pytest.raises(SystemExit, match="no network"):
            dev.sync("run")
    (dev.REQUIREMENTS / "run.txt").write_text("run==1\n")

    dev.sync("run")

    assert installed == ["run", "run"]


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        pytest.param("{}.{}.9".format(*sys.version_info), True, id="same"),
        pytest.param("3.1.9", False, id="older-with-the-same-start"),
    ],
)
def test_a_venv_fits_the_python_that_made_it(tmp_path, monkeypatch, version, fits):
    make_venv_directory(tmp_path, version)
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "BIN", tmp_path / "bin")
    monkeypatch.setattr(dev, "PYTHON", str(tmp_path / "bin/python"))

    assert dev.venv_fits() == fits

    (tmp_path / "bin/pip").unlink()
    assert not dev.venv_fits(), "its making was interrupted"


def test_a_python_without_venv_names_the_package_to_install(tmp_path, monkeypatch):
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(dev, "venv_fits", lambda: False)
    monkeypatch.setattr(
        "importlib.util.find_spec",
        lambda name: None if name == "ensurepip" else find_spec(name),
    )

    with pytest.raises(SystemExit, match="apt install python3-venv"):
        dev.make_venv()


def test_a_taken_port_is_named_with_another_one():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        with pytest.raises(SystemExit, match=rf"port {port} .* PORT=8000 python3 dev"):
            dev.refuse_taken_port("127.0.0.1", port)

    dev.refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("port", ["http-or-so", "70000"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(SystemExit, match=f"not {port}"):
        dev.refuse_taken_port("127.0.0.1", port)


def test_a_child_ends_with_its_parent(monkeypatch):
    parents, ended = iter([7, 7, 1]), []
    monkeypatch.setattr("os.getppid", lambda: next(parents))
    monkeypatch.setattr("os.kill", lambda process, number: ended.append(number))

    dev.end_with_parent()

    for _ in range(50):
        if not ended:
            time.sleep(0.1)
    assert len(ended) == 1


def test_the_lock_files_name_no_address():
    assert dev.strangers(dev.ROOT / "requirements") == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url somewhere",
        "--extra-index-url somewhere",
        "--find-links wheels",
        "django @ file:django.whl",
        "django @ https://somewhere",
    ],
)
def test_an_address_in_a_lock_file_is_found(tmp_path, line):
    (tmp_path / "run.txt").write_text(f"babel==2\n{line}\n")

    assert dev.strangers(tmp_path) == [f"run.txt:2: {line}"]


def test_each_lock_file_holds_all_of_the_one_before():
    pins = [
        {a + b for a, b in re.findall(r"^([\w.-]+)\S*?(==\S+)", text, re.MULTILINE)}
        for text in (
            (dev.ROOT / f"requirements/{name}.txt").read_text()
            for name in ["prod", *dev.LOCKS]
        )
    ]

    assert pins[0]
    assert all(small < large for small, large in itertools.pairwise(pins))


def test_make_has_the_same_targets():
    targets = re.search(r"^(run .*):$", (dev.ROOT / "Makefile").read_text(), re.M)

    assert targets[1].split() == list(dev.TARGETS)
    assert all(f"dev.py {target} " in dev.__doc__ for target in dev.TARGETS)


@pytest.mark.parametrize("arguments", [[], ["fly"]])
def test_an_unknown_target_gets_the_list(arguments):
    with pytest.raises(SystemExit, match=r"dev\.py run"):
        dev.main(arguments)


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"Python 3\.11.* is needed"):
        dev.main(["run"])


def test_reset_asks_first():
    with pytest.raises(SystemExit, match="--yes"):
        dev.reset([])


@pytest.mark.parametrize("arguments", [[], ["fire"]])
def test_an_unknown_drill_gets_the_list(arguments):
    with pytest.raises(SystemExit, match="history, soak, battery"):
        dev.drill(arguments)


def test_without_npm_the_drill_of_clients_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setattr("shutil.which", lambda _program: None)

    clients.in_typescript()

    assert "no npm" in capsys.readouterr().out


def test_a_tracker_that_does_not_start_is_named():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

        with pytest.raises(SystemExit, match=r"Nothing answers at http://127\.0\.0\.1"):
            clients.await_answer("http://127.0.0.1:9/", process)


def test_a_generator_that_fails_ends_the_drill(monkeypatch, tmp_path):
    monkeypatch.setattr(clients, "PLACE", tmp_path)

    with pytest.raises(SystemExit, match=r"python.* failed"):
        clients.run(sys.executable, "-c", "raise SystemExit(3)")
