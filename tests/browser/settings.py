"""The project's settings for the site that the browser looks at."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["BROWSER_DATABASE"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the tests speak HTTP to this machine
STORAGES = STORAGES | {  # nothing was collected
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
