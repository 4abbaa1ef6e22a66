"""The Japanese texts are complete and fit their English ones."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from consortium.checks import CHECKS

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "consortium" / "locale" / "ja" / "LC_MESSAGES" / "django.po"
MODULES = [*ROOT.glob("consortium/**/*.py"), *ROOT.glob("tracker/**/*.py")]
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))

MARKS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
"""The functions that mark a text, and which of their arguments it is."""


def read() -> Catalog:
    with CATALOG.open("rb") as file:
        return read_po(file, locale="ja")


def forms(text: str | list | tuple) -> tuple[str, ...]:
    """The forms of a text that is counted; else the text alone."""
    return (text,) if isinstance(text, str) else tuple(text)


def translations(catalog: Catalog) -> dict:
    return {
        (as_text(message.context), forms(message.id)): forms(message.string)
        for message in catalog
        if message.id
    }


def as_text(context: str | bytes | None) -> str | None:
    """A context; Babel leaves those of compiled files as bytes."""
    return context.decode() if isinstance(context, bytes) else context


class Asked(dict):
    """Holds what a pattern asks for, and has an answer to everything."""

    def __missing__(self, name: str) -> int:
        self[name] = 0
        return 0


def placeholders(pattern: str) -> set[str]:
    asked = Asked()
    pattern % asked
    return set(asked)


def marked(source: str) -> set:
    """The texts that ``source`` marks, with their contexts."""
    found = extract("python", BytesIO(source.encode()), keywords=MARKS)
    return {(context, forms(text)) for _line, text, _comments, context in found}


def as_python(template: str) -> str:
    """The marked texts of a template as calls, which Django itself makes of them."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def marked_anywhere() -> set:
    found = {(None, (check.description,)) for check in CHECKS}
    for path in MODULES:
        found |= marked(path.read_text())
    for path in TEMPLATES:
        found |= marked(as_python(path.read_text()))
    return found


def test_every_text_is_translated_and_none_is_fuzzy():
    catalog = read()

    assert [text for text, words in translations(catalog).items() if "" in words] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []
    assert list(catalog.obsolete) == []


def test_a_translation_keeps_the_placeholders():
    catalog = read()

    changed = [
        words
        for message in catalog
        if "python-format" in message.flags
        for words in forms(message.string)
        if placeholders(words) != placeholders(forms(message.id)[-1])
    ]

    assert changed == []
    assert list(catalog.check()) == []


def test_what_is_compiled_says_what_is_written():
    with CATALOG.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)

    assert translations(compiled) == translations(read())


def test_the_catalog_holds_what_is_marked_and_nothing_else():
    known, used = set(translations(read())), marked_anywhere()

    assert used - known == set(), "new: run makemessages and translate them"
    assert known - used == set(), "gone: run makemessages and drop them"
