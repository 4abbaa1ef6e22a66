"""The filters that somebody saved: keeping one, and finding those for a list."""

from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import modelform_factory
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from consortium.admin.entry import EntryForm
from consortium.admin.listings import Listing, Unfit, canonical, listings
from consortium.models import SavedFilter
from consortium.models.saved_filters import MOST

NameForm = modelform_factory(SavedFilter, form=EntryForm, fields=["name"])


def keep(owner: User, listing: Listing, query: str, name: str) -> SavedFilter:
    """Save ``query`` of a list under a name.

    Raises ``Unfit`` for a name that is taken or empty, and where no position is left.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=owner.pk)  # one position at a time
        kept = SavedFilter.objects.filter(owner=owner)
        taken = {*kept.values_list("position", flat=True)}
        position = next(number for number in range(1, MOST + 2) if number not in taken)
        new = SavedFilter(
            owner=owner, listing=listing.name, query=query, position=position
        )
        form = NameForm({"name": name}, instance=new)
        if not form.is_valid():
            complaints: Any = form.errors.values()
            raise Unfit(" ".join(chain.from_iterable(complaints)))
        return cast(SavedFilter, form.save())


@dataclass(frozen=True)
class Shortcut:
    """A saved filter as a way to its list."""

    name: str
    listing: str
    url: str
    is_shown: bool


class OwnFilters:
    """The filters that the reader of a page saved, and the list that it shows."""

    def __init__(self, request: HttpRequest, site: AdminSite) -> None:
        self.request, self.site = request, site

    @cached_property
    def listing(self) -> Listing | None:
        """The list that the page shows, if it is one."""
        shown = self.request.resolver_match
        name = shown.url_name if shown else None
        return listings(self.site).get(name or "")

    @property
    def query(self) -> str:
        """How that list is narrowed and ordered now."""
        return canonical(self.request.GET)

    @cached_property
    def here(self) -> list[Shortcut]:
        """The ways to that list."""
        if self.listing is None:
            return []
        return self._shortcuts(listing=self.listing.name)

    @cached_property
    def everywhere(self) -> list[Shortcut]:
        """The ways to all lists."""
        return self._shortcuts()

    @property
    def is_saved(self) -> bool:
        return any(shortcut.is_shown for shortcut in self.here)

    def _shortcuts(self, **where: str) -> list[Shortcut]:
        known = listings(self.site)
        owner = cast(User, self.request.user)
        return [
            Shortcut(
                name=kept.name,
                listing=known[kept.listing].title if kept.listing in known else "",
                url=reverse("admin:consortium_savedfilter_open", args=[kept.pk]),
                is_shown=self._is_shown(kept),
            )
            for kept in SavedFilter.objects.filter(owner=owner, **where)
        ]

    def _is_shown(self, kept: SavedFilter) -> bool:
        if self.listing is None or self.listing.name != kept.listing:
            return False
        try:
            return self.listing.to_ask(self.request, kept.query) == self.query
        except Unfit:
            return False
