"""A folder of fixtures that a test writes itself."""

from pathlib import Path

import pytest

from consortium.imports import seed

COMPANY = """
every_claim: {source: paper, language: en, kind: fact}
records:
  - slug: company
    name: Company
    kind: private_sector
    names:
      - {name: "Company, Inc.", kind: legal}
    claims:
      - {external_id: t:name, field: name, quote: the Company, locator: ¶1}
      - {external_id: t:kind, field: kind, locator: ¶1}
  - slug: press
    name: Press
    kind: media
    claims:
      - {external_id: t:press-name, field: name, locator: ¶1}
      - {external_id: t:press-kind, field: kind, locator: ¶1}
"""
PAPER = """
records:
  - {slug: paper, title: Paper, publisher: press, kind: news_original}
"""
STATEMENTS = """
every_claim: {source: paper, language: en}
records:
  - organization: company
    claims:
      - {external_id: t:grows, kind: opinion, statement: It grows., locator: ¶2}
"""


class Folder:
    """Fixtures of one company and one source, until a test writes others."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "seed").mkdir()
        for name in seed.RECORDS:
            self.write(name, "records: []")
        self.write("seed/organizations.yaml", COMPANY)
        self.write("seed/sources.yaml", PAPER)
        self.write(seed.STATEMENTS, STATEMENTS)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
