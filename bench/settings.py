"""The project's settings, with the benchmark's own database."""

from bench.database import own_name
from tracker.settings import *  # noqa: F403
from tracker.settings import DATABASES, INSTALLED_APPS, REST_FRAMEWORK, STORAGES

DATABASES["default"]["NAME"] = own_name(str(DATABASES["default"]["NAME"]))
DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
# Pages are served without collecting static files first.
STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
# What is measured is the answer, not how many of them one caller gets.
STAFF_SECOND_FACTOR = False
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"anonymous": None, "known": None}
