"""The recipes of the documentation work as they are printed."""

import json
import re
from pathlib import Path

import pytest

from tests.exports.reading import rows, whole
from tests.factories import make_claim, make_funding, make_organization, make_rate

ROOT = Path(__file__).resolve().parents[1]
HERE = "http://127.0.0.1:8000"
ADDRESS = re.compile(rf"{HERE}/[^\s\"'`)]+")
PAGES = ["README.md", "docs/api.md"]


def recipes(language):
    """The blocks of code in this language, by the page and the line they begin on."""
    found = {}
    for page in PAGES:
        text = (ROOT / page).read_text()
        start = text.index("\n## Recipes" if page == "docs/api.md" else "\n## Read it")
        for block in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.M | re.S):
            if block.start() > start:
                line = text.count("\n", 0, block.start()) + 1
                found[f"{page}:{line}"] = block[1]
    return found


def each(language):
    found = recipes(language)
    assert found, f"there is no recipe in {language}"
    return [pytest.param(code, id=place) for place, code in found.items()]


@pytest.fixture
def facts(db):
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    government = make_organization(slug="government-of-japan", kind="government")
    funding = make_funding(
        funder=government, amount=10**12, qualifier="up_to", dated="2026-06"
    )
    make_funding(part_of=funding, initiative=funding.initiative, amount=1)
    make_claim(subject=funding, status="disputed", as_reported="up to a trillion")


@pytest.mark.filterwarnings("ignore:No directory at")  # of static files
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", each("python"))
def test_python_prints_what_there_is(live_server, facts, capsys, code):
    exec(code.replace(HERE, live_server.url), {})  # noqa: S102 (our own words)

    printed = capsys.readouterr().out
    assert "Empty DataFrame" not in printed
    assert re.search("up_to|up to a trillion", printed)


def addresses(language):
    found = {
        address
        for code in recipes(language).values()
        for address in ADDRESS.findall(code)
    }
    return sorted(address.removeprefix(HERE) for address in found)


@pytest.mark.parametrize("language", ["sh", "js", "powerquery", "json"])
def test_every_address_answers(client, facts, language):
    asked = addresses(language)

    assert asked
    for address in asked:
        assert whole(client.get(address))


@pytest.mark.parametrize("code", each("powerquery"))
def test_power_query_names_columns_that_are_there(client, facts, code):
    (address,) = ADDRESS.findall(code)
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)"', code))

    content = whole(client.get(address.removeprefix(HERE)))

    is_file = "/downloads/" in address
    answered = rows(content, "csv") if is_file else json.loads(content)["results"]
    assert len(named) > 3
    assert named <= set(answered[0])


@pytest.mark.parametrize("code", each("json"))
def test_grafana_selects_what_is_there(client, facts, code):
    query = json.loads(code)

    answer = client.get(query["url"].removeprefix(HERE)).json()

    assert answer[query["root_selector"]]
    for row in answer[query["root_selector"]]:
        for column in query["columns"]:
            value = row
            for name in column["selector"].split("."):
                value = value[name]
            assert value


def test_javascript_reads_what_is_there(client, facts):
    (code,) = recipes("js").values()
    (address,) = addresses("js")
    read = re.findall(r"const \{ ([a-z, ]+) \} (?:=|of)", code)
    outer, inner = sorted(read, key=lambda names: "results" not in names)

    answer = client.get(address).json()

    assert set(outer.split(", ")) <= set(answer)
    assert set(inner.split(", ")) <= set(answer["results"][0])
