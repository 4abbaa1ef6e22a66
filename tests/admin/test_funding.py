from consortium.models import Funding
from tests import factories
from tests.admin.forms import address


def test_the_saved_sum_is_read_back_in_both_languages(desk):
    funding = factories.make_funding(amount=10**12, currency="USD")

    page = desk.get(address(Funding, "change", funding.pk)).content.decode()

    assert "$1 trillion · 1兆米ドル" in page


def test_a_sum_that_is_not_known_has_no_reading(desk):
    funding = factories.make_funding(amount=None)

    page = desk.get(address(Funding, "change", funding.pk)).content.decode()

    assert "The saved sum is read back here." in page


def test_sums_are_ordered_by_amount_and_unknown_ones_are_the_least(desk):
    amounts = [5, None, 7, 6]
    for amount in amounts:
        factories.make_funding(amount=amount)

    url = address(Funding, "changelist")
    rising = [row.amount for row in desk.get(f"{url}?o=1").context["cl"].result_list]
    falling = [row.amount for row in desk.get(f"{url}?o=-1").context["cl"].result_list]

    assert rising == [None, 5, 6, 7]
    assert falling == [7, 6, 5, None]


def test_the_parts_of_a_sum_are_shown_with_it(desk):
    whole = factories.make_funding()
    part = factories.make_funding(part_of=whole, initiative=whole.initiative, amount=3)

    page = desk.get(address(Funding, "change", whole.pk)).content.decode()

    assert f'{address(Funding, "change", part.pk)}?_back=part_of">¥3</a>' in page
