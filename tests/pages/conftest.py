"""An initiative and a reader of its page."""

import pytest

from tests.factories import make_initiative
from tests.pages.documents import read


@pytest.fixture
def initiative():
    return make_initiative(slug="compute", name="Compute for all", country="JP")


@pytest.fixture
def page(client):
    def open_page(language=""):
        response = client.get(f"{language}/initiatives/compute/")
        assert response.status_code == 200
        return read(response)

    return open_page
