"""What a save is based on: a source, its words, and why a value is a new one."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import AdminForm, Fieldset
from django.contrib.auth.models import User
from django.forms.models import fields_for_model, modelform_factory
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import editorial
from consortium.admin.conversions import OWN, RestatesField
from consortium.admin.entry import Entry, EntryForm
from consortium.admin.labels import label
from consortium.codelists import Because
from consortium.excerpts import QUOTE_WORDS
from consortium.models import Claim, Source

SAID = (
    "source",
    "quote",
    "locator",
    "as_reported",
    "attributed_to",
    "language",
    "valid",
)
"""What a form asks of a claim, under the claim's own names."""

NEW_SOURCE = ("title", "publisher", "kind", "url", "published", "language", "held")
SLUG_LENGTH = 90

CHOSEN = "evidence-source"
"""Names the source that an address has chosen, as the form itself does."""

ABOUT_SOURCE: Any = (
    gettext_lazy("A source that is not here yet"),
    {
        "fields": (
            "title",
            ("publisher", "kind"),
            "url",
            ("published", "language", "held"),
        ),
        "description": gettext_lazy(
            "Recorded with this save. It waits for review with its claims and is "
            "published when the first of them is accepted."
        ),
    },
)
ABOUT_WORDS: Any = (
    None,
    {
        "fields": (
            "quote",
            ("locator", "as_reported", "language"),
            ("attributed_to", "valid"),
            "because",
            "reason",
        )
    },
)
RESTATED: Any = (None, {"fields": ("restates",)})
CONFIRMED: Any = (None, {"fields": ("confirms",)})


class EvidenceEntry(Entry):
    """How evidence is typed in; sources are chosen here and edited elsewhere."""

    autocomplete_fields = ("source", "attributed_to", "publisher")
    ordering = None

    def __init__(self, site: AdminSite) -> None:
        self.admin_site = site
        super().__init__()

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("source", "attributed_to"):
            field.widget.can_add_related = field.widget.can_change_related = False
        return field


class EvidenceForm(forms.Form):
    """The words of the source; the fields of ``SAID`` are those of claims."""

    because = forms.ChoiceField(
        label=gettext_lazy("Because"),
        choices=[("", gettext_lazy("not said")), *Because.choices],
        required=False,
        help_text=gettext_lazy("Why a value differs from the one that stands."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("In your own words; the history keeps it."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    confirms = forms.MultipleChoiceField(
        label=gettext_lazy("It also says"),
        required=False,
        help_text=gettext_lazy(
            "Tick what the record says already and this source says too."
        ),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "confirms"}),
    )

    def __init__(self, *args: Any, said: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= said
        self.fields["source"].required = False
        self.fields["quote"].widget.attrs |= {
            "class": "vTextField vQuote",
            "data-limit": QUOTE_WORDS,
            "data-count": _("%(number)s of %(limit)s words"),
        }

    def clean(self) -> Any:
        """The columns of claims know more laws than their form fields."""
        cleaned: Any = super().clean()
        columns: Any = Claim._meta
        for name in ("quote", "locator", "as_reported", "language", "valid"):
            if cleaned.get(name):
                try:
                    cleaned[name] = columns.get_field(name).clean(cleaned[name], None)
                except forms.ValidationError as wrong:
                    self.add_error(name, wrong)
        return cleaned


class SourceForm(EntryForm):
    """A source described beside its first claim; left empty, it is none."""

    def has_changed(self) -> bool:
        return bool({*self.changed_data} - {"held"})

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        known = Source.objects.filter(url=url).first() if url else None
        if known is not None:
            raise forms.ValidationError(
                _("“%(source)s” has this address: choose it above.")
                % {"source": label(known)}
            )
        return str(url)


class Basis:
    """The forms that ask what a save is based on, beside the form of a record.

    ``confirmable`` are the fields, with their values in words, that a source may
    confirm as they stand; ``restatable`` the claims that it may restate in another
    currency.
    """

    def __init__(
        self,
        data: Any,
        *,
        request: HttpRequest,
        site: AdminSite,
        confirmable: list[tuple[str, str]],
        restatable: list[Claim],
    ) -> None:
        entry = EvidenceEntry(site)
        typed = partial(entry.formfield_for_dbfield, request=request)
        said = fields_for_model(Claim, fields=SAID, formfield_callback=typed)
        self.chosen = None if data else chosen(request)
        initial = {"source": self.chosen}
        self.words = EvidenceForm(data, prefix="evidence", said=said, initial=initial)
        fields: Any = self.words.fields
        fields["confirms"].choices = confirmable
        self.entry, self.confirmable = entry, confirmable
        self.restatable = restatable
        if restatable:
            fields["restates"] = RestatesField(restatable)
        self.new_source: Any = None
        if request.user.has_perm("consortium.add_source"):
            form = modelform_factory(
                Source, form=SourceForm, fields=NEW_SOURCE, formfield_callback=typed
            )
            self.new_source = form(
                data,
                prefix="new_source",
                empty_permitted=True,
                use_required_attribute=False,
            )

    @property
    def chosen_label(self) -> str:
        return label(self.chosen) if self.chosen else ""

    def parts(self) -> list[Any]:
        return [form for form in (self.words, self.new_source) if form is not None]

    @property
    def is_new(self) -> bool:
        """Whether a source is described instead of chosen."""
        return self.new_source is not None and self.new_source.has_changed()

    @property
    def has_source(self) -> bool:
        return self.is_new or bool(self.words.data.get(CHOSEN))

    def is_valid(self) -> bool:
        sound = [form.is_valid() for form in self.parts()]  # every one complains
        return all(sound)

    def check(self) -> None:
        """Complain of what no single field shows."""
        given = {name for name, value in self.words.cleaned_data.items() if value}
        if self.is_new and self.words.data.get(CHOSEN):
            self.need(_("Choose a source or describe a new one, not both."))
        elif not self.has_source and given - {"because", "reason"}:
            self.need(_("Name the source of these words."))

    def need(self, complaint: str) -> None:
        """Complain at the choice of the source."""
        self.words.add_error("source", complaint)

    @property
    def restates(self) -> Claim | None:
        """The claim that a typed figure restates, as its author says."""
        answer = self._answer
        return next((one for one in self.restatable if str(one.pk) == answer), None)

    @property
    def _answer(self) -> str:
        return str(self.words.cleaned_data.get("restates", ""))

    def ask(self, restated: Claim | None) -> None:
        """Ask whether a figure restates that claim, unless its author has said so.

        The answer that it does is chosen already.
        """
        if restated is None or self._answer == OWN:
            return
        typed: Any = self.words.data
        answered = typed.copy()
        answered["evidence-restates"] = str(restated.pk)
        self.words.data = answered
        self.complain(
            _(
                "Another currency than that of the figure it would replace: say "
                "whether it restates that one, and save again."
            )
        )

    def complain(self, complaint: str) -> None:
        """Complain at the choice of what is restated."""
        self.words.add_error("restates", complaint)

    def evidence(self, *, by: User) -> editorial.Evidence:
        """What was typed in; a source described here is recorded and submitted."""
        typed = {name: self.words.cleaned_data[name] for name in (*SAID, "because")}
        if self.is_new:
            source = self.new_source.save(commit=False)
            source.slug = free_slug(source)
            source.save()
            editorial.submit(source, by=by, reason=self.reason)
            typed["source"] = source
        return editorial.Evidence(**typed)

    @property
    def reason(self) -> str:
        return str(self.words.cleaned_data["reason"])

    @property
    def confirmed(self) -> list[str]:
        return list(self.words.cleaned_data["confirms"])

    def __iter__(self) -> Iterator[Fieldset]:
        """The fieldsets for the template, as those of the record come."""
        words: Any = self.words
        yield from AdminForm(words, [(None, {"fields": ["source"]})], {})
        if self.new_source is not None:
            heading, options = ABOUT_SOURCE
            classes = () if self.is_new else ("collapse",)
            fieldsets = [(heading, options | {"classes": classes})]
            yield from AdminForm(self.new_source, fieldsets, {})
        restated = [RESTATED] if self.restatable else []
        confirmed = [CONFIRMED] if self.confirmable else []
        yield from AdminForm(words, [*restated, ABOUT_WORDS, *confirmed], {})

    @property
    def media(self) -> forms.Media:
        return sum((form.media for form in self.parts()), forms.Media())


def chosen(request: HttpRequest) -> Source | None:
    """The source that the address of a form names; one that is not there is told."""
    key = request.GET.get(CHOSEN, "")
    if not key:
        return None
    found = Source.objects.filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        messages.error(request, _("There is no source “%(key)s”.") % {"key": key})
    return found


def free_slug(source: Source) -> str:
    """An address for a source: of its title, else of where and when it appeared."""
    place = urlsplit(source.url).hostname or ""
    words = slugify(source.title) or slugify(f"{place} {source.published or ''}")
    slug = stem = words[:SLUG_LENGTH].strip("-") or "source"
    number = 1
    while Source.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
