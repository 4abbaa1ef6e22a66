import pytest

from consortium.models import Observation
from tests import factories
from tests.admin.forms import address


@pytest.mark.parametrize(
    ("place", "name"),
    [("JP", "Japan"), ("001", "World"), ("", "-")],
)
def test_a_place_is_shown_by_its_name(desk, place, name):
    factories.make_observation(place=place)

    page = desk.get(address(Observation, "changelist")).content.decode()

    assert f'<td class="field-place">{name}</td>' in page
