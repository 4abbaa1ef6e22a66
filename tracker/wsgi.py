"""The application that the server runs: Django behind a cache of public answers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from tracker.dataversion import DataVersionWatch, connect
from tracker.pagecache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = PageCache(get_wsgi_application(), DataVersionWatch(connect))

# What was loaded at the start stays: the collector need not walk it again each time
# that a long answer makes many objects.
gc.collect()
gc.freeze()
