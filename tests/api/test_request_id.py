import uuid

import pytest
from django.http import HttpResponse
from pghistory.models import Context

from consortium.api.request_id import RequestIdMiddleware
from consortium.problems import request_id
from tests.factories import make_organization


def test_a_plain_request_id_is_taken(client):
    answer = client.get("/api/v1/", headers={"X-Request-ID": "trace-1.A_b"})

    assert answer["X-Request-ID"] == "trace-1.A_b"


@pytest.mark.parametrize("given", ["", "a b", "é", "x" * 65, "a\u2028b", "<script>"])
def test_any_other_is_replaced(client, given):
    answer = client.get("/api/v1/", headers={"X-Request-ID": given})

    assert uuid.UUID(answer["X-Request-ID"])


@pytest.mark.django_db
def test_what_a_request_changes_carries_its_id_in_the_history(rf):
    def change(request):
        make_organization()
        return HttpResponse(request_id(request))

    answer = RequestIdMiddleware(change)(rf.post("/", headers={"X-Request-ID": "one"}))

    assert answer.content == b"one"
    assert {row.metadata["request_id"] for row in Context.objects.all()} == {"one"}
