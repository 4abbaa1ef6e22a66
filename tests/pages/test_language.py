import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_desks_speak_the_language_of_the_browser(client, language):
    response = client.get("/admin/login/", headers={"Accept-Language": language})

    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]
