"""The application of production: Django and its page cache behind the gateway."""

from django.conf import settings

from tracker.gateway import Gateway, Limits
from tracker.proxies import Proxies
from tracker.wsgi import application as pages

application = Gateway(
    pages,
    pages.held,
    Proxies(settings.TRUSTED_PROXIES),
    Limits(
        threads=settings.THREADS,
        body_within=settings.BODY_WITHIN,
        longest_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0,
    ),
)
