"""The feed of what changed, for those who read feeds: Atom, in both languages."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from consortium.changes import latest
from consortium.codelists import EditorialState
from consortium.exports.workbooks import UNPRINTABLE
from consortium.filters.base import StrictParameters
from consortium.filters.naming import find
from consortium.filters.parameters import Parameter
from consortium.models import Initiative
from consortium.models.turns import DataVersion
from consortium.pages.answers import explained, of_one_state
from consortium.pages.tidings import Tiding, tidings
from consortium.wording import in_reader_language

ENTRIES = 100
"""How many changes a feed tells."""


class OnceSeenParameter(Parameter):
    """An initiative by its slug; also one that was retracted, for that is news too."""

    def read(self, text: str) -> Initiative:
        gone = Initiative.objects.filter(slug=text, state=EditorialState.RETRACTED)
        found: Initiative = gone.first() or find(Initiative, text, AnonymousUser())
        return found


class FeedParameters(StrictParameters):
    """What the feed is asked for."""

    initiative = OnceSeenParameter(help_text="What concerns this initiative only.")


class ChangesFeed(Atom1Feed):
    """Atom, with a link from each entry to the record in the API."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was made; of no entries, when the data were."""
        return super().latest_post_date() if self.items else self.feed["written_at"]

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(
            handler, item | {"description": item["description"] or None}
        )
        link = {"rel": "related", "type": "application/json", "href": item["record"]}
        handler.addQuickElement("link", "", link)


@explained
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest changes that the public saw, whoever asks."""
    nobody = AnonymousUser()
    rows = Initiative.objects.none()
    asked = FeedParameters(request.GET, rows, user=nobody).read

    def tell(version: DataVersion) -> HttpResponse:
        feed = _feed(request, asked["initiative"], version)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    return of_one_state(request, tell)


def _feed(
    request: HttpRequest, initiative: Initiative | None, version: DataVersion
) -> ChangesFeed:
    title = _("What changed")
    if initiative is not None and initiative.is_published:
        title = f"{title}: {in_reader_language(initiative, 'name').text}"
    feed = ChangesFeed(
        title=_plain(title),
        link=request.build_absolute_uri(reverse("overview")),
        description=None,
        subtitle=_("What was added, changed or removed, the newest first."),
        language=translation.get_language(),
        author_name=_("Public Investment Tracker"),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(),
        written_at=version.written_at,
    )
    for tiding in tidings(latest(limit=ENTRIES, initiative=initiative)):
        _add(feed, request, tiding)
    return feed


def _add(feed: ChangesFeed, request: HttpRequest, tiding: Tiding) -> None:
    change, root = tiding.change, request.build_absolute_uri("/")
    feed.add_item(
        title=_plain(tiding.title),
        link=request.build_absolute_uri(tiding.page),
        description=escape(_plain(tiding.reason)),
        updateddate=change.at,
        unique_id=get_tag_uri(f"{root}changes#{change.place}", change.at),
        categories=[tiding.kind, change.change],
        record=request.build_absolute_uri(tiding.record),
    )


def _plain(text: str) -> str:
    """``text`` without the characters that XML has no way to write."""
    return UNPRINTABLE.sub("", text)
