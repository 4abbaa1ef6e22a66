"""The project's settings for servers of drills, which say only what went wrong."""

from tracker.settings import *  # noqa: F403
from tracker.settings import LOGGING, REST_FRAMEWORK

LOGGING["root"]["level"] = "ERROR"
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"anonymous": None, "known": None}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing was collected
