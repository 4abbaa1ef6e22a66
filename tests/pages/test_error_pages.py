import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views import defaults

from consortium.pages import views
from tests.pages.documents import read

REFUSALS = [
    pytest.param(defaults.bad_request, BadRequest(), 400, id="400"),
    pytest.param(defaults.permission_denied, PermissionDenied(), 403, id="403"),
]


def is_whole(page):
    return (
        len(page.all("h1")) == 1
        and (page.unbalanced, page.open) == ([], [])
        and page.all("script") == page.all("style") == page.values("style") == []
    )


@pytest.mark.parametrize("address", ["/nothing/", "/ja/nothing/"])
def test_a_missing_page_is_told_in_the_reader_s_language(client, address):
    response = client.get(address)
    page = read(response)

    assert response.status_code == 404
    assert is_whole(page)
    assert page.all("html")[0]["lang"] == ("ja" if "/ja/" in address else "en")
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    links = page.all("link")
    assert [link["rel"] for link in links] == ["alternate", "icon", "stylesheet"]
    assert links[0]["type"] == "application/atom+xml"


@pytest.mark.parametrize(("view", "reason", "status"), REFUSALS)
def test_refusals_have_the_same_dress(view, reason, status):
    response = view(RequestFactory().get("/"), reason)
    page = read(response)

    assert response.status_code == status
    assert is_whole(page)
    assert str(status) in page.text


def test_a_fault_is_told_without_the_database(client, monkeypatch):
    def fail(_request: HttpRequest) -> None:
        raise RuntimeError

    monkeypatch.setattr(views.Initiative.objects, "published", fail)
    client.raise_request_exception = False

    response = client.get("/")
    page = read(response)

    assert response.status_code == 500
    assert is_whole(page)
    assert "Something went wrong here" in page.text
    assert response["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_error_pages_need_no_context(language):
    for code in (400, 403, 404, 500):
        with translation.override(language):
            content = render_to_string(f"{code}.html")

        assert f'<html lang="{language}">' in content
        assert "http://" not in content
