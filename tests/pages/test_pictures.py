"""The picture that a link to an initiative is shown with."""

from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image, ImageChops

from consortium.pages.cards import Card
from consortium.pages.drawing import (
    INNER,
    NAME_SIZES,
    Poster,
    Run,
    draw,
    fitted,
    wrapped,
)
from consortium.pages.filing import open_dossiers
from consortium.pages.pictures import poster
from tests.factories import (
    back,
    by_verb,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_source,
)
from tests.pages.documents import read

ADDRESS = "/initiatives/compute/picture.png"
LONG = "Programme for the research, development and diffusion of everything " * 5


def decoded(body):
    image = Image.open(BytesIO(body))
    image.load()
    return image.convert("RGB")


def opened(client, address=ADDRESS):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return decoded(answer.content)


def differs(one, other):
    return ImageChops.difference(one, other).getbbox() is not None


def said(initiative):
    [dossier] = open_dossiers([initiative])
    return poster(Card(dossier))


@pytest.fixture
def initiative(db):
    initiative = make_initiative(
        slug="compute", name="Compute for all", name_ja="みんなの計算資源"
    )
    back(make_funding(initiative=initiative, amount=10**12, qualifier="up_to"))
    return initiative


def test_a_picture_has_the_size_of_a_card_and_something_on_it(client, initiative):
    image = opened(client)

    assert image.size == (1200, 630)
    assert len(image.getcolors(1 << 16)) > 20


def test_each_language_has_its_own_picture(client, initiative):
    assert differs(opened(client), opened(client, f"/ja{ADDRESS}"))


def test_a_picture_says_the_figure_with_its_qualifier(initiative):
    english = said(initiative)

    assert english.name == "Compute for all"
    assert english.figure == ("up to ", "¥1 trillion", "")
    assert english.stage == "Announced"
    assert english.note == "A ceiling: no lower limit is reported."
    assert english.facts == ("1 source", "0 open contradictions")


def test_a_picture_says_the_same_in_japanese(initiative):
    with override("ja"):
        japanese = said(initiative)

    assert japanese.name == "みんなの計算資源"
    assert japanese.figure == ("最大", "1兆円", "")
    assert japanese.facts == ("出典1件", "未解決の矛盾0件")


def test_a_picture_adds_no_sums_up(initiative):
    make_funding(initiative=initiative, amount=5 * 10**11, qualifier="exact")

    told = said(initiative)

    assert "".join(told.figure) in ("up to ¥1 trillion", "¥500 billion")
    assert told.note == "and 1 more sum, not added"


@pytest.mark.django_db
def test_without_an_amount_the_picture_says_so():
    told = said(make_initiative())

    assert (told.figure, told.stage) == (("No amount is reported", "", ""), "")


def test_a_contradiction_counts_once_for_its_field(initiative):
    [funding] = initiative.funding.all()
    claims = [make_claim(subject=funding).pk for _ in range(3)]
    for pair in (claims[:2], claims[1:]):
        details = {"field": "amount", "claims": pair}
        make_finding(subject=funding, code="evidence.contradiction", details=details)

    assert said(initiative).facts[1] == "1 open contradiction"


@pytest.mark.django_db(transaction=True)
def test_the_picture_follows_the_data(client):
    initiative = make_initiative(slug="compute", name="Compute for all")
    before, etag = opened(client), client.get(ADDRESS)["ETag"]
    initiative.name = "Compute for some"
    with by_verb():
        initiative.save()

    after = client.get(ADDRESS, headers={"If-None-Match": etag})

    assert after.status_code == 200
    assert differs(before, decoded(after.content))


def test_who_has_the_picture_of_this_state_is_not_sent_it_again(client, initiative):
    first = client.get(ADDRESS)

    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert "public" in first["Cache-Control"]


@pytest.mark.django_db
def test_what_is_not_published_has_no_picture(client):
    make_initiative(slug="compute", state="draft")

    assert client.get(ADDRESS).status_code == 404


def test_a_sum_that_is_not_published_is_not_drawn(initiative):
    make_funding(initiative=initiative, amount=7 * 10**13, state="draft")

    assert said(initiative).note == "A ceiling: no lower limit is reported."


def test_sources_that_only_drafts_name_are_not_counted(initiative):
    draft = make_funding(initiative=initiative, state="draft")
    make_claim(subject=draft, source=make_source())

    assert said(initiative).facts[0] == "1 source"


def test_an_unknown_parameter_is_refused(client, initiative):
    assert client.get(f"{ADDRESS}?size=2").status_code == 400


def test_the_page_names_its_picture_with_words_and_size(client, initiative):
    page = read(client.get("/initiatives/compute/"))
    about = {
        one.get("property") or one.get("name"): one["content"]
        for one in page.all("meta")
        if "content" in one
    }

    assert about["og:image"] == f"http://testserver{ADDRESS}"
    assert (about["og:image:width"], about["og:image:height"]) == ("1200", "630")
    assert about["twitter:card"] == "summary_large_image"
    assert about["og:image:alt"] == (
        "Compute for all: up to ¥1 trillion (Announced) · 1 source · "
        "0 open contradictions"
    )
    assert opened(client, about["og:image"]).size == (1200, 630)


@pytest.mark.parametrize(
    "name", [LONG, LONG.replace(" ", ""), "長い名前を持つ計画" * 30]
)
def test_a_long_name_is_wrapped_and_then_cut(name):
    size, lines = fitted(name, INNER)

    assert (size, len(lines)) == NAME_SIZES[-1]
    assert lines[-1].endswith("…")
    assert all(Run(line, size, "").width <= INNER for line in lines)


@pytest.mark.parametrize(
    ("name", "count"), [("Compute", 1), ("Compute for all of us " * 3, 2)]
)
def test_a_shorter_name_is_written_whole(name, count):
    _size, lines = fitted(name, INNER)

    assert len(lines) == count
    assert " ".join(lines) == name.strip()


def test_no_line_begins_with_what_closes_a_word():
    assert wrapped("ああああ、い", 50, 200) == ["あああ", "あ、い"]


def test_the_longest_figure_stays_within_the_picture():
    figure = ("approximately ", "CHF 123.456 billion to CHF 987.654 billion", " or so")

    image = decoded(draw(Poster("Site", "Name", "Paid", figure, "", ())))

    edge = image.crop((1140, 300, 1200, 540))
    assert len(edge.getcolors()) == 1
