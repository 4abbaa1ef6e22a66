"""Bad input for the forms of the desk and of the pages: a complaint, never a fault."""

import pytest
from django.test import Client

from consortium.models import Source
from tests.admin.forms import address, fields
from tests.api.v1.writing import signed_in
from tests.factories import make_source

pytestmark = pytest.mark.django_db
STRANGE = ["a\x00b", "\ud800", "x" * 10_000, "\u202e"]


@pytest.mark.parametrize("name", ["title", "url", "published", "seen", "publisher"])
@pytest.mark.parametrize("text", STRANGE[:1] + STRANGE[2:])
def test_forms_of_the_desk_complain(name, text):
    client = signed_in("reviewer")
    source = make_source(title="Old")
    url = address(Source, "change", source.pk)
    before = Source.objects.values("title", "version").get(pk=source.pk)

    answer = client.post(url, fields(client.get(url)) | {name: text})

    assert answer.status_code in (200, 302)
    if "\x00" in text or len(text) > 300:
        assert Source.objects.values("title", "version").get(pk=source.pk) == before


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "e=1", "p=-1", "p=999999999"]
)
def test_lists_of_the_desk_answer(query):
    answer = signed_in("reviewer").get(f"{address(Source, 'changelist')}?{query}")

    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    ["/", "/search/", "/initiatives/x/", "/funding/", "/embed/", "/organizations/"],
)
@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "as_of=x", "page=-1", "as_of=%00", "%00=1"]
)
def test_pages_answer(path, query):
    answer = Client().get(f"{path}?{query}")

    assert answer.status_code < 500


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"username=%00&password=%00", b"a" * 5000]
)
def test_the_login_answers(body):
    answer = Client().post(
        "/admin/login/", body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code < 500


def test_a_form_of_too_many_fields_is_refused():
    body = "&".join(f"a{number}=1" for number in range(1001))
    answer = signed_in("reviewer").post(
        address(Source, "add"), body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 400
