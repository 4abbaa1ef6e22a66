"""Every dataset and every column says what it holds."""

from pathlib import Path

import pytest
from django.utils import translation

from consortium.exports.datasets import DATASETS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_a_dataset_is_described(dataset):
    names = [column.name for column in dataset.columns]

    assert len(set(names)) == len(names)
    assert set(dataset.key) <= set(names)
    assert f"`{dataset.name}`" in PAGE.read_text()
    assert all(str(column.title) for column in dataset.columns)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_titles_are_in_both_languages(dataset):
    english = {column.name: str(column.title) for column in dataset.columns}
    with translation.override("ja"):
        japanese = {column.name: str(column.title) for column in dataset.columns}

    same = {name for name in english if english[name] == japanese[name]}
    assert same <= {"id"}  # which is ID in Japanese too


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_code_has_its_label_beside_it(dataset):
    names = [column.name for column in dataset.columns]

    for place, column in enumerate(dataset.columns):
        if column.codes:
            assert names[place + 1] == f"{column.name}_label"
