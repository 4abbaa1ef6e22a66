"""The project's settings for tests: callers are not counted, passwords suffice.

What is switched off here, the tests of it switch on.
"""

from tracker.settings import *  # noqa: F403
from tracker.settings import REST_FRAMEWORK, STORAGES

STAFF_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # in no time
REST_FRAMEWORK = REST_FRAMEWORK | {
    "DEFAULT_THROTTLE_RATES": {"anonymous": None, "known": None}
}
# Tests need no collected static files.
STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
WHITENOISE_AUTOREFRESH = True
