"""Pages of other sites read what is public, where that is allowed."""

import pytest

pytestmark = pytest.mark.django_db

OPEN = ["/api/v1/funding/", "/api/v1/nothing/", "/downloads/funding.csv"]
OPEN += ["/api/v1/funding/?stagee=x", "/feeds/changes.atom", "/ja/feeds/changes.atom"]


@pytest.mark.parametrize("address", OPEN)
def test_pages_of_other_sites_read_where_that_is_allowed(client, settings, address):
    settings.CORS_ALLOW_ALL_ORIGINS = True

    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert {"As-Of", "ETag"} <= {*answer["Access-Control-Expose-Headers"].split(", ")}


@pytest.mark.parametrize("address", OPEN)
def test_nobody_else_reads_unless_it_is_allowed(client, address):
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_pages_and_desks_stay_closed(client, settings, address):
    settings.CORS_ALLOW_ALL_ORIGINS = True

    assert "Access-Control-Allow-Origin" not in client.get(address)


def test_nobody_writes_from_elsewhere(client, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = True

    answer = client.post("/api/v1/claims/", {}, content_type="application/json")

    assert "Access-Control-Allow-Origin" not in answer
