import pytest

from consortium.codelists import CODELISTS


def test_all_code_lists_are_listed_and_can_be_read(get):
    listed = get("codelists/")["results"]

    assert [row["name"] for row in listed] == list(CODELISTS)
    assert all(get(row["url"])["name"] == row["name"] for row in listed)


def test_a_code_has_labels_in_both_languages_and_iati_s_code(get):
    stages = {code["code"]: code for code in get("codelists/stage/")["codes"]}

    assert list(stages) == CODELISTS["stage"].values
    assert stages["announced"]["iati"] == "12"
    assert stages["requested"]["iati"] is None
    assert stages["announced"]["label"]["en"] == "Announced"
    assert stages["announced"]["label"]["ja"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_labels_are_the_same_whoever_asks(client, get, language):
    asked = client.get(
        "/api/v1/codelists/stage/", headers={"Accept-Language": language}
    )

    assert asked.json() == get("codelists/stage/")


def test_the_root_leads_everywhere(get, staff):
    places = get("/api/v1/")

    assert {"initiatives", "exchange-rates", "codelists", "me", "docs"} <= set(places)
    del places["diff"]  # between which instants, somebody has to say
    del places["search"]  # and what for
    for place in places.values():
        assert staff.get(place).status_code == 200
