import datetime

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from consortium.models import Claim, Initiative
from consortium.templatetags import display
from consortium.wording import Words


@pytest.mark.parametrize("nothing", [None, "", Words("", "ja")])
def test_nothing_is_shown_as_nothing(nothing):
    assert display.shown(nothing) == ""


def test_words_in_the_reader_s_language_need_no_mark():
    assert display.shown(Words("Honda", "en")) == "Honda"
    assert display.shown("Honda") == "Honda"


def test_words_in_another_language_say_which():
    assert display.shown(Words("ホンダ", "ja")) == '<span lang="ja">ホンダ</span>'


def test_words_that_stand_in_for_the_reader_s_are_marked_for_eye_and_ear():
    marked = display.shown(Words("ホンダ", "ja", stands_in=True))

    assert marked.startswith('<span lang="ja">ホンダ</span><span class="stand-in">')
    assert '<span aria-hidden="true">JA</span>' in marked
    assert '<span class="unseen"> (日本語)</span>' in marked


def test_words_from_outside_are_escaped():
    assert "&lt;b&gt;" in display.shown(Words("<b>本</b>", "ja"))


def test_a_field_is_shown_in_the_reader_s_language():
    initiative = Initiative(name="Machines", name_ja="計算機")

    with translation.override("ja"):
        assert display.localized(initiative, "name") == "計算機"
        assert display.localized_text(initiative, "name") == "計算機"
    with translation.override("en"):
        assert display.localized(initiative, "name") == "Machines"


def test_a_state_is_a_word_and_a_class():
    marked = display.mark(Claim(status="disputed"), "status")

    assert marked == '<span class="mark mark-disputed">Disputed</span>'


def test_a_day_is_the_day_in_japan():
    instant = datetime.datetime(2026, 6, 30, 16, tzinfo=datetime.UTC)

    assert display.day(instant) == '<time datetime="2026-07-01">Jul 1, 2026</time>'


def test_without_a_request_the_front_page_stands_in():
    addresses = display.addresses(Context())

    assert [one.path for one in addresses] == ["/", "/ja/"]
    assert [one.absolute for one in addresses] == ["", ""]
    assert [one.name for one in addresses] == ["English", "日本語"]
    assert [one.is_current for one in addresses] == [True, False]


def test_a_request_that_led_nowhere_has_no_address_of_its_own():
    request = RequestFactory().get("/nothing/")

    addresses = display.addresses(Context({"request": request}))

    assert [one.path for one in addresses] == ["/", "/ja/"]
