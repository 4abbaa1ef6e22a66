import pytest
from django.utils.translation import gettext_lazy

from consortium.api.rendering import JSONRenderer


@pytest.mark.parametrize(
    ("data", "rendered"),
    [
        pytest.param(None, b"", id="nothing"),
        pytest.param({"name": "兆"}, '{"name":"兆"}'.encode(), id="japanese"),
        pytest.param([gettext_lazy("x")], b'["x"]', id="lazy-text"),
        pytest.param({"n": 2**80}, b'{"n": 1208925819614629174706176}', id="large"),
    ],
)
def test_answers_become_json(data, rendered):
    assert JSONRenderer().render(data) == rendered
