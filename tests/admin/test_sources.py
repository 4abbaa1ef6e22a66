from hashlib import sha256

from consortium.models import Source
from tests import factories
from tests.admin.forms import address, submit

NEWS = {"title": "News", "slug": "news", "kind": "other", "held": "on"}


def test_the_digest_of_a_text_is_computed_on_saving(desk):
    submit(desk, address(Source, "add"), **NEWS, text="全文\r\nAll of it")

    source = Source.objects.get()
    assert source.text == "全文\nAll of it"
    assert source.text_sha256 == sha256(source.text.encode()).hexdigest()


def test_a_text_that_is_taken_away_takes_its_digest_along(desk):
    source = factories.make_source(text="All", text_sha256=sha256(b"All").hexdigest())

    submit(desk, address(Source, "change", source.pk), text="")

    source.refresh_from_db()
    assert (source.text, source.text_sha256) == ("", "")


def test_saving_something_else_leaves_the_text_alone(desk):
    text = "  All of it,\nwith its spaces. \n"
    source = factories.make_source(
        text=text, text_sha256=sha256(text.encode()).hexdigest()
    )

    submit(desk, address(Source, "change", source.pk), language="en")

    source.refresh_from_db()
    assert source.text == text
    assert source.text_sha256 == sha256(text.encode()).hexdigest()


def test_nobody_types_a_digest(desk):
    submit(desk, address(Source, "add"), **NEWS, text_sha256="f" * 64)

    assert Source.objects.get().text_sha256 == ""
