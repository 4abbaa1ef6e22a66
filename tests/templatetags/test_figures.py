"""Figures lead to what they rest on, and say so where they rest on nothing."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from consortium.models import Claim
from consortium.templatetags import figures
from consortium.wording import Words

CLAIM = Claim(pk=7, status="accepted")


def citation(status="accepted", number=2):
    claim = Claim(pk=7, status=status)
    return SimpleNamespace(
        claim=claim, source=SimpleNamespace(number=number), place=f"{number}, para. <1>"
    )


def test_a_figure_leads_to_its_claim():
    shown = figures.rests_on(Context(), "up to ¥1 & more", CLAIM)

    assert 'href="/claims/7/"' in shown
    assert 'title="What this rests on"' in shown
    assert shown.endswith(">up to ¥1 &amp; more</a>")


@pytest.mark.parametrize("nothing", [None, ""])
def test_words_without_a_claim_are_only_words(nothing):
    template = Template("{% load figures %}{% rests_on words claim %}")

    shown = template.render(Context({"words": "a < b", "claim": nothing}))

    assert shown == "a &lt; b"


def test_words_keep_their_language():
    shown = figures.rests_on(Context(), Words("ホンダ", "ja"), CLAIM)

    assert '<span lang="ja">ホンダ</span></a>' in shown


@pytest.mark.parametrize(
    ("printed", "words"), [("$6 billion", '<q lang="en">$6 billion</q>'), ("", "¥1")]
)
def test_only_what_is_printed_is_in_quotation_marks(printed, words):
    one = SimpleNamespace(as_reported=Words(printed, "en"), reading="¥1", claim=CLAIM)

    assert figures.restated(Context(), one).endswith(f">{words}</a>")


def test_a_source_is_marked_where_its_claim_is_open():
    assert "cite-open" not in figures.cite(citation())
    marked = figures.cite(citation("disputed"))
    assert 'class="cite cite-open" href="#source-2"' in marked
    assert "2, para. &lt;1&gt; · Disputed" in marked
    assert "cite-open" not in figures.cite(citation("disputed"), bare=True)


def test_no_marks_leave_no_trace():
    assert figures.cites([]) == ""
    assert figures.cites([citation(), citation(number=3)]).count('class="cite"') == 2


def test_a_value_says_where_nothing_is_reported():
    reports = SimpleNamespace(claim=CLAIM, marks=[citation()])

    assert "not reported" in figures.value(Context(), "", reports)
    assert figures.value(Context(), "", reports, "not yet").startswith("not yet ")
    assert figures.value(Context(), "¥1", reports).startswith('<a class="figure"')
    assert figures.value(Context(), "¥1", "") == "¥1"
