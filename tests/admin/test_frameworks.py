from consortium.models import Alignment, Framework
from tests import factories
from tests.admin.forms import address


def test_an_alignment_names_its_initiative_or_its_country(desk):
    framework = factories.make_framework()
    initiative = factories.make_initiative(name="Domestic AI")
    factories.make_alignment(framework=framework, initiative=initiative)
    factories.make_alignment(framework=framework, country="JP")

    for url in (
        address(Alignment, "changelist"),
        address(Framework, "change", framework.pk),
    ):
        page = desk.get(url).content.decode()
        assert "Domestic AI" in page
        assert "Japan" in page
