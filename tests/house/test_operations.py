"""What operators are given names only what exists, and what they are told works."""

import configparser
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.db import connection

from consortium.models import Sector
from tests.factories import make_sector

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
GUIDE = (ROOT / "docs" / "operations.md").read_text()
SAMPLE = (ROOT / ".env.example").read_text()
ELSEWHERE = {"POSTGRES_PASSWORD", "SITE", "UPSTREAM"}
"""Variables of compose.yaml and the proxy, which the tracker does not read."""


def known_settings():
    return set(re.findall(r"^#?([A-Z_]+)=", SAMPLE, re.M))


def commands_in(text):
    return set(re.findall(r"manage\.py,? ([a-z_]+)(?![.\w])", text))


def test_every_file_names_commands_that_exist():
    texts = [path.read_text() for path in DEPLOY.iterdir()]

    named = commands_in("\n".join([*texts, GUIDE]))

    assert {"migrate", "backup", "run_checks", "check_links"} <= named
    assert named <= set(get_commands())


def test_the_environment_of_the_units_names_settings_that_exist():
    text = (DEPLOY / "environment.example").read_text()

    named = set(re.findall(r"^([A-Z_]+)=", text, re.M))

    assert named <= known_settings()
    assert {"PRODUCTION", "SECRET_KEY", "TRUSTED_PROXIES"} <= named


def test_every_setting_that_is_read_is_in_the_sample():
    source = (ROOT / "tracker" / "settings.py").read_text()
    source += (ROOT / "tracker" / "serve.py").read_text()

    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    read |= set(re.findall(r'_number\(environment, "([A-Z_]+)"', source))

    assert read - known_settings() == set()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_can_be_read(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str

    unit.read_string(path.read_text())

    assert unit["Unit"]["Description"]
    if path.suffix == ".timer":
        assert unit["Timer"]["OnCalendar"]
        assert path.with_suffix(".service").exists()
    else:
        assert unit["Service"]["User"] == "tracker"
        assert unit["Service"]["NoNewPrivileges"] == "yes"
        assert unit["Service"]["EnvironmentFile"] == "/etc/tracker/environment"


@pytest.fixture
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_compose_names_files_and_settings_that_exist(compose):
    services = compose["services"]
    app = services["app"]

    assert (DEPLOY / app["build"]["context"] / app["build"]["dockerfile"]).exists()
    assert set(app["environment"]) <= known_settings()
    named = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    assert named <= known_settings() | ELSEWHERE
    assert (DEPLOY / "Caddyfile").exists()
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)


def test_the_tracker_may_little_in_its_container(compose):
    for name in ("app", "migrate", "checks", "backup"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "ports" not in service


def test_the_image_is_made_of_what_there_is():
    text = (DEPLOY / "Containerfile").read_text()

    copied = [
        word
        for line in re.findall(r"^COPY (?!--)(.*)$", text, re.M)
        for word in line.split()[:-1]
    ]

    assert copied
    assert [word for word in copied if not (ROOT / word).exists()] == []
    assert re.search(r"^USER \d+$", text, re.M)
    assert 'CMD ["python", "-m", "tracker.serve"]' in text
    assert "--require-hashes" in text


def test_the_image_dumps_the_release_that_is_served(compose):
    """An older ``pg_dump`` refuses a newer server, and a backup would fail."""
    text = (DEPLOY / "Containerfile").read_text()

    client = re.findall(r"postgresql-client-(\d+)", text)

    assert client == [
        compose["services"]["database"]["image"].removeprefix("postgres:")
    ]


def test_the_guide_names_files_that_exist():
    named = re.findall(
        r"`((?:deploy|tracker|consortium|requirements)/[\w./-]+)`", GUIDE
    )
    linked = re.findall(r"\]\((?!http)([\w./]+)\)", GUIDE)

    assert [name for name in named if not (ROOT / name).exists()] == []
    assert set(linked) >= {"backups.md", "replicas.md"}


@pytest.mark.django_db
def test_the_roles_of_the_guide_are_enough_for_their_work():
    [grants] = re.findall(r"^```sql\n(CREATE ROLE.*?)^```", GUIDE, re.M | re.S)
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        grants = grants.replace("DATABASE tracker ", f"DATABASE {name} ")
        grants = re.sub(r"\btracker(_owner|_reader)?\b(?!\")", r"operated\1", grants)
        cursor.execute(grants)
        cursor.execute("SET ROLE operated")
    sector = make_sector()
    Sector.objects.filter(pk=sector.pk).update(name="Renamed")
    Sector.objects.filter(pk=sector.pk).delete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('operated', 'public', 'CREATE')")
        may_create = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")

    assert not may_create
