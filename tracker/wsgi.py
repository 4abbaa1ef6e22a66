"""The application that the server runs: Django behind a cache of public answers."""

import os

import psycopg
from django.core.wsgi import get_wsgi_application
from django.db import connection

from tracker.dataversion import DataVersionWatch
from tracker.pagecache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")


def connect() -> psycopg.Connection:
    """A connection beside Django's own, for what is asked outside of a request."""
    params = connection.get_connection_params()
    params.pop("cursor_factory", None)
    params.pop("context", None)
    return psycopg.connect(**params, autocommit=True, connect_timeout=2)


application = PageCache(get_wsgi_application(), DataVersionWatch(connect))
