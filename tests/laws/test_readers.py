"""Whatever comes from outside is read, or it is told what is wrong with it."""

import json
from contextlib import suppress
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.api.errors import BadBody
from consortium.api.parsing import DEEPEST, StrictJSONParser
from consortium.api.v1.views.root import document
from consortium.checks.printed import WORDS, rounding

MANY = settings(max_examples=300, deadline=None)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**28), 10**28)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5)
    ),
    max_leaves=20,
)
BODIES = st.dictionaries(TEXT, VALUES, max_size=5)


def read(content):
    """What the parser reads; nothing if it refuses."""
    with suppress(BadBody):
        return StrictJSONParser().parse(BytesIO(content))
    return None


@MANY
@given(BODIES, st.booleans())
def test_a_body_is_read_as_it_was_written(body, ascii_only):
    written = json.dumps(body, ensure_ascii=ascii_only).encode()

    assert read(written) == body


@MANY
@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(content):
    assert isinstance(read(content), dict | None)


@MANY
@given(BODIES, st.data())
def test_a_body_with_a_wrong_byte_means_what_it_says_or_is_refused(body, data):
    written = json.dumps(body, ensure_ascii=False).encode()
    at = data.draw(st.integers(0, len(written)))
    changed = written[:at] + data.draw(st.binary(max_size=2)) + written[at + 1 :]

    found = read(changed)

    assert found is None or found == json.loads(changed)


@MANY
@given(st.integers(1, 2 * DEEPEST), st.sampled_from(["[", '{"a":']))
def test_nesting_is_refused_from_one_depth_on(depth, opening):
    inner = opening * (depth - 1) + "1" + {"[": "]"}.get(opening, "}") * (depth - 1)

    found = read(f'{{"a":{inner}}}'.encode())

    assert (found is not None) == (depth < DEEPEST)


AMOUNTS = st.decimals(0, 10**18, allow_nan=False, allow_infinity=False)
ENGLISH = {word: power for word, power in WORDS.items() if len(word) > 2 and word < "z"}


@MANY
@given(st.text(max_size=200), AMOUNTS)
def test_whatever_is_printed_was_rounded_by_something(printed, amount):
    assert rounding(printed, amount) > 0


@MANY
@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(sorted(ENGLISH)), TEXT)
def test_the_last_digit_printed_says_how_far_a_figure_was_rounded(
    whole, hundredths, word, before
):
    amount = (whole + Decimal(hundredths).scaleb(-2)).scaleb(ENGLISH[word])
    # What comes before may not be a part of the number.
    text = "".join(each for each in before if not each.isnumeric())

    printed = f"{text} ${whole}.{hundredths:02} {word}"

    assert rounding(printed, amount) == Decimal(1).scaleb(ENGLISH[word] - 2) / 2


QUESTIONS = [
    (address, each["name"])
    for address, operations in document("en")["paths"].items()
    if "{" not in address
    for each in operations.get("get", {}).get("parameters", [])
    if each["in"] == "query"
]


@pytest.mark.django_db
@settings(
    MANY, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400
)
@given(st.sampled_from(QUESTIONS), st.text(max_size=40))
def test_a_parameter_takes_a_text_or_says_what_it_takes(client, question, text):
    address, name = question

    answer = client.get(address, {name: text})

    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert all(fault["detail"] for fault in answer.json()["errors"])
