"""What was found, with the words that were looked for marked where they stand."""

from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from consortium import search
from consortium.codelists import IdentifierScheme, NameKind
from consortium.pages.entries import Entry
from consortium.readings import field_label
from consortium.wording import Words, as_written, fuzzy_date

KINDS = {"names": NameKind, "identifiers": IdentifierScheme}
"""The kinds of what stands beside a record's own names."""


@dataclass(frozen=True)
class Match:
    """A text other than its name by which a record was found, and what it is."""

    label: str
    words: Words
    in_use: str


@dataclass(frozen=True)
class Result(Entry):
    """A record that was found."""

    hit: search.Hit

    @property
    def marked_title(self) -> Words:
        return self._marked(self.title)

    @property
    def marked_other_title(self) -> Words | None:
        other = self.other_title
        return self._marked(other) if other else None

    @property
    def is_similar(self) -> bool:
        """Whether its name is only spelt alike."""
        return self.hit.match == search.SIMILAR

    @property
    def matches(self) -> list[Match]:
        """The other texts by which it was found."""
        shown = (self.field, f"{self.field}_ja")
        return [self._match(one) for one in self.hit.matched if one.field not in shown]

    def _marked(self, words: Words) -> Words:
        for text in self.hit.matched:
            if text.text == words.text:
                return words._replace(text=marked(text))
        return words

    def _match(self, text: search.Text) -> Match:
        words = as_written(text.text)._replace(text=marked(text))
        return Match(self._label(text), words, fuzzy_date(text.valid))

    def _label(self, text: search.Text) -> str:
        if text.kind and text.field in KINDS:
            return str(KINDS[text.field](text.kind).label)
        return capfirst(field_label(self.record, text.field))


def marked(text: search.Text) -> SafeString:
    """The text, its pieces that were looked for marked; the rest is escaped."""
    pieces, at = [], 0
    for start, end in text.highlight:
        found = format_html("<mark>{}</mark>", text.text[start:end])
        pieces += [escape(text.text[at:start]), found]
        at = end
    pieces.append(escape(text.text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 (each piece is escaped)
