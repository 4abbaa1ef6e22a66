"""What changed, in order, as far as one reader may see it: added, updated, removed.

A reader who follows the feed from its start and fetches, or drops, what it names holds
what that reader may see now. So it names a record too when something else changed what
is shown of it: a record it belongs to was retracted, one that it names was renamed.

``graph`` says which records hang on which, ``timelines`` how each stood at any time,
``feed`` puts them together; ``newest`` reads it from its end.
"""

from consortium.changes.contexts import said_openly
from consortium.changes.feed import PLACE, Change, Event, Page, Place, changes, events
from consortium.changes.graph import KINDS
from consortium.changes.newest import latest

__all__ = [
    "KINDS",
    "PLACE",
    "Change",
    "Event",
    "Page",
    "Place",
    "changes",
    "events",
    "latest",
    "said_openly",
]
