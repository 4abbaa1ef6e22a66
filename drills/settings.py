"""The project's settings for servers of drills, which say only what went wrong."""

from tracker.settings import *  # noqa: F403
from tracker.settings import LOGGING

LOGGING["root"]["level"] = "ERROR"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing was collected
