"""Medians, ratios, goals, and the table that shows them."""

import pytest

from bench.figures import Comparison, Goal, table


def test_a_ratio_is_that_of_the_medians():
    comparison = Comparison("list", [30, 10, 1000], [5, 10, 7], "/s")

    assert comparison.ratio == 30 / 7


@pytest.mark.parametrize(
    ("goal", "ratio", "met"),
    [
        pytest.param(Goal(5, at_least=True), 5, True, id="just-enough"),
        pytest.param(Goal(5, at_least=True), 4.9, False, id="too-little"),
        pytest.param(Goal(2, at_least=False), 2, True, id="just-allowed"),
        pytest.param(Goal(2, at_least=False), 2.1, False, id="too-much"),
    ],
)
def test_a_goal_is_a_least_or_a_most(goal, ratio, met):
    assert goal.is_met(ratio) == met


def test_the_table_shows_goals_beside_what_was_measured():
    lines = table(
        [
            Comparison("list", [1200], [200], "/s", Goal(5, at_least=True)),
            Comparison("past", [30], [10], "ms", Goal(2, at_least=False)),
            Comparison("memory", [90], [60], "MiB"),
        ]
    ).splitlines()

    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    assert cells[2:] == [
        ["list", "1,200.0 /s", "200.0 /s", "6×", "≥ 5×", "met"],
        ["past", "30.0 ms", "10.0 ms", "3×", "≤ 2×", "missed"],
        ["memory", "90.0 MiB", "60.0 MiB", "1.5×", "–", "–"],
    ]
    assert len({len(line) for line in lines}) == 1
