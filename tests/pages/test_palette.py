"""The colours of charts: told apart by everybody, and seen on every ground.

How colours look without one kind of cone: Machado, Oliveira and Fernandes, “A
Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15(6),
2009, matrices of severity 1.0, on linear RGB. Contrast as WCAG 2.2 has it.
"""

import itertools
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

PURSES = ("chart-public", "chart-private", "chart-unknown")
APART = 25
"""ΔE*ab (CIE 1976) between two colours that stand side by side; 2.3 is just noticed."""


def tokens(scheme):
    """The colours of the style sheets in one scheme: light, dark or print."""
    found = {}
    for name in ("pages.css", "charts.css"):
        sheet = Path(finders.find(f"consortium/{name}")).read_text()
        parts = re.split(r"(?m)^@media ", sheet)
        wanted = {"dark": "screen and (prefers-color-scheme: dark)", "print": "print"}
        media = wanted.get(scheme, "nothing")
        for number, part in enumerate(parts):
            if number == 0 or part.startswith(f"{media} {{"):
                found |= re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)
    return found


def linear(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in channels
    ]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def seen(colour, vision):
    """``colour`` in L*a*b* as somebody with this vision sees it."""
    mixed = [min(1, max(0, one)) for one in times(VISIONS[vision], linear(colour))]
    x, y, z = (
        share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
        for share in (
            one / white for one, white in zip(times(XYZ, mixed), WHITE, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, vision):
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def contrast(one, other):
    low, high = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_black_and_white_are_as_far_apart_as_can_be():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert difference("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_nobody_mixes_up_two_colours_of_a_chart(scheme, vision):
    colours = tokens(scheme)

    for one, other in itertools.combinations([*PURSES, "surface"], 2):
        found = difference(colours[one], colours[other], vision)
        assert found >= APART, (one, other, found)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_pictures_and_words_stand_out_from_their_ground(scheme):
    colours = tokens(scheme)

    for name in PURSES:
        assert contrast(colours[name], colours["surface"]) >= 3, name
    for name in ("ink", "ink-soft", "link"):
        for ground in ("surface", "paper", "sunken"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
