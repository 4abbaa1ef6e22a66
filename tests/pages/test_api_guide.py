"""The page about the API: its examples run, and the documentation prints the same."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from consortium.pages.guide import CODE, RECIPES, WRITTEN_FOR
from tests.exports.reading import rows, whole
from tests.factories import make_claim, make_funding, make_organization, make_rate
from tests.pages.documents import read

ADDRESS = re.compile(rf"{WRITTEN_FOR}(/[^\s\"'`)]*)")
DOCUMENTATION = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text()
POWER_QUERY = ["excel", "excel_file"]
GRAFANA = ["grafana", "grafana_series"]
ON_A_SERVER = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # of static files
]


@pytest.fixture
def facts(db):
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    government = make_organization(slug="government-of-japan", kind="government")
    funding = make_funding(funder=government, amount=10**12, qualifier="up_to")
    make_funding(part_of=funding, initiative=funding.initiative, amount=1)
    make_claim(subject=funding, status="disputed", as_reported="up to a trillion")


def addresses(name):
    return ADDRESS.findall(CODE[name])


def test_every_recipe_is_shown_once_and_runs_somewhere_here():
    named = [recipe.name for recipe in RECIPES]
    run = {"curl", "python", "pandas", "javascript", *POWER_QUERY, *GRAFANA}

    assert sorted(named) == sorted(CODE) == sorted(run)


@pytest.mark.parametrize("name", sorted(set(CODE)))
def test_the_documentation_prints_the_same(name):
    assert CODE[name] in DOCUMENTATION


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/ja"])
def test_the_page_puts_its_own_address_into_every_example(client, language):
    response = client.get(f"{language}/api-guide/", headers={"Host": "localhost"})

    text = read(response).text
    assert WRITTEN_FOR not in text
    for name in CODE:
        for address in addresses(name):
            assert f"http://localhost{address}" in text


@pytest.mark.parametrize("name", sorted(CODE))
def test_every_address_in_an_example_answers(client, facts, name):
    asked = addresses(name)

    assert asked
    for address in asked:
        response = client.get(address)
        assert response.status_code == 200
        assert whole(response)


@pytest.mark.parametrize("marked", [pytest.param(None, marks=ON_A_SERVER)])
@pytest.mark.parametrize("name", ["python", "pandas"])
def test_python_prints_what_there_is(live_server, facts, capsys, name, marked):
    code = CODE[name].replace(WRITTEN_FOR, live_server.url)

    exec(code, {})  # noqa: S102 (our own words)

    assert re.search("up_to|up to a trillion", capsys.readouterr().out)


@pytest.mark.parametrize("marked", [pytest.param(None, marks=ON_A_SERVER)])
@pytest.mark.parametrize(
    ("program", "name"),
    [
        pytest.param(
            ["sh", "-e", "-c"],
            "curl",
            marks=pytest.mark.skipif(
                shutil.which("curl") is None, reason="curl is not installed"
            ),
        ),
        pytest.param(
            ["node", "--input-type=module", "-e"],
            "javascript",
            marks=pytest.mark.skipif(
                shutil.which("node") is None, reason="Node is not installed"
            ),
        ),
    ],
)
def test_programs_print_what_there_is(
    live_server, facts, tmp_path, program, name, marked
):
    code = CODE[name].replace(WRITTEN_FOR, live_server.url)
    direct = {
        key: value for key, value in os.environ.items() if "proxy" not in key.lower()
    }

    ran = subprocess.run(
        [*program, code], cwd=tmp_path, env=direct, capture_output=True, text=True
    )

    assert ran.returncode == 0, ran.stderr
    assert "up_to" in ran.stdout
    if name == "curl":
        assert "up_to" in (tmp_path / "funding.csv").read_text()


@pytest.mark.parametrize("name", POWER_QUERY)
def test_power_query_names_columns_that_are_there(client, facts, name):
    (address,) = addresses(name)
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)"', CODE[name]))

    content = whole(client.get(address))

    is_file = "/downloads/" in address
    answered = rows(content, "csv") if is_file else json.loads(content)["results"]
    assert len(named) > 3
    assert named <= set(answered[0])


@pytest.mark.parametrize("name", GRAFANA)
def test_grafana_selects_what_is_there(client, facts, name):
    query = json.loads(CODE[name])

    answer = client.get(query["url"].removeprefix(WRITTEN_FOR)).json()

    assert answer[query["root_selector"]]
    for row in answer[query["root_selector"]]:
        for column in query["columns"]:
            value = row
            for step in column["selector"].split("."):
                value = value[step]
            assert value


@pytest.mark.django_db
def test_every_link_of_the_page_leads_somewhere(client):
    make_funding()

    page = read(client.get("/api-guide/"))
    links = {link["href"] for link in page.all("a")}

    assert "/api/v1/totals/" in links
    for link in links:
        if link.startswith("/"):
            assert client.get(link).status_code in (200, 302), link


@pytest.mark.django_db
def test_the_page_needs_no_look_into_the_records(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert client.get("/api-guide/").status_code == 200
