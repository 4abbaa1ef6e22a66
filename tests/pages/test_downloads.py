import pytest

pytestmark = pytest.mark.django_db
from consortium.exports.datasets import DATASETS
from consortium.imports import seed


@pytest.mark.parametrize("ext", ["csv", "jsonl", "xlsx", "parquet"])
def test_x(client, ext):
    seed.load(seed.FIXTURES)
    for name in DATASETS:
        r = client.get(f"/downloads/{name}.{ext}?lang=ja")
        print(name, r.status_code, r.headers)
        body = b"".join(r.streaming_content) if r.streaming else r.content
        assert r.status_code == 200, body
        if ext in ("csv", "jsonl"):
            print(body.decode()[:3000])


def test_p(client):
    seed.load(seed.FIXTURES)
    r = client.get("/downloads/datapackage.json")
    print(r.headers, r.content.decode()[:3000])
