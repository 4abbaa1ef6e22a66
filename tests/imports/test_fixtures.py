import pytest

from consortium.imports import fixtures


def test_an_entry_knows_its_place(tmp_path):
    (tmp_path / "a.yaml").write_text("records: [{slug: one}, {name: Two}]")

    file = fixtures.read(tmp_path, "a.yaml")

    assert [entry.place for entry in file.records] == [
        "a.yaml: one",
        "a.yaml: records 2",
    ]


def test_what_every_claim_has_in_common_stands_below_each(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "records: [{slug: one, claims: [{kind: opinion}, {}]}]"
    )
    entry = fixtures.read(tmp_path, "a.yaml").records[0]

    claims = list(entry.nested("claims", defaults={"kind": "fact"}))

    assert [claim.data for claim in claims] == [{"kind": "opinion"}, {"kind": "fact"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("records: [{slug: a, slug: b}]", "given twice", id="key-twice"),
        pytest.param("records: [", "expected", id="no-yaml"),
        pytest.param("- {slug: a}", "expected “records”", id="bare-list"),
        pytest.param("records: {slug: a}", "expected a list", id="no-list"),
        pytest.param("records: [a]", "records 1: expected fields", id="no-fields"),
        pytest.param("{records: [], more: 1}", "expected “records”", id="unknown-part"),
        pytest.param("{records: [], every_claim: 1}", "fields of a claim", id="common"),
    ],
)
def test_a_file_that_is_no_fixture_is_refused_by_name(tmp_path, text, reason):
    (tmp_path / "a.yaml").write_text(text)

    with pytest.raises(fixtures.BadFixture, match=f"(?s)^a.yaml: .*{reason}"):
        fixtures.read(tmp_path, "a.yaml")


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(fixtures.BadFixture, match=r"^a.yaml: .*No such file"):
        fixtures.read(tmp_path, "a.yaml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.yaml", "records: [] # more", id="content"),
        pytest.param("b.yaml", "records: []", id="name"),
    ],
)
def test_the_digest_is_of_names_and_contents(tmp_path, name, text):
    (tmp_path / "a.yaml").write_text("records: []")
    before = fixtures.digest([fixtures.read(tmp_path, "a.yaml")])
    (tmp_path / name).write_text(text)

    after = fixtures.digest([fixtures.read(tmp_path, name)])

    assert after != before
