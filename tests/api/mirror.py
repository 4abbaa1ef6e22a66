"""A client that follows the change feed, and what it ought to hold."""

from django.test import Client

from tests.api.records import FULL


class Mirror:
    """A client that follows the feed, and fetches or drops what it names."""

    def __init__(self, client=None, page_size=40):
        self.client, self.cursor = client or Client(), "0"
        self.page_size, self.rows = page_size, {}

    def follow(self):
        while True:
            query = {"since": self.cursor, "page_size": self.page_size}
            page = self.client.get("/api/v1/changes/", query).json()
            for url in dict.fromkeys(change["url"] for change in page["results"]):
                self.take(url)
            self.cursor = page["cursor"]
            if not page["more"]:
                return self

    def take(self, url):
        answer = self.client.get(url)
        if answer.status_code in (302, 404):
            self.rows.pop(url, None)
        else:
            assert answer.status_code == 200
            self.rows[url] = plain(answer.json())


def plain(row):
    """A row as lists show it: by itself an initiative brings its records along."""
    listed = {"members", "funding", "milestones", "sectors", "frameworks"}
    listed |= {"observations", "context", "statements", "sources", "named_members"}
    if "named_members" in row:
        return {
            k: v for k, v in row.items() if k not in {*listed, "claims", "findings"}
        }
    return row


def public(client=None):
    """Every row of every list."""
    client, found = client or Client(), {}
    for resource in FULL:
        page = client.get(f"/api/v1/{resource}/", {"page_size": 1000}).json()
        found |= {row["url"]: row for row in page["results"]}
    return found
