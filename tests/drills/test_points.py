"""Back to a point in time, in short."""

import subprocess

from drills import clusters, points


def test_what_was_before_the_point_is_there_and_what_came_after_is_not():
    with clusters.clusters() as make:
        outcome = points.go_back(make(), make(), rows=1000)

    assert outcome.rows == outcome.expected == (1001, 1, 1001)
    assert outcome.segments > 1


def test_the_archive_overwrites_nothing(tmp_path):
    archive, segment = tmp_path / "archive", tmp_path / "segment"
    archive.mkdir()
    command = points.ARCHIVE.format(archive=archive)
    command = command.replace("%f", "segment").replace("%p", str(segment))

    for text, is_taken in {"first": True, "second": False}.items():
        segment.write_text(text)
        assert (subprocess.call(["sh", "-c", command]) == 0) == is_taken

    assert (archive / "segment").read_text() == "first"
    assert [path.name for path in archive.iterdir()] == ["segment"]
