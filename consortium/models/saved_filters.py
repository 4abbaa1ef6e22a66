"""What people keep of their own at the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST = 50
"""How many filters one person can keep: as many as there are positions."""

LONGEST_QUERY = 2000


class SavedFilter(models.Model):
    """A list as one person narrowed and ordered it, under a name of their own.

    A preference and no record: nobody else sees it, and it has no history.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("account"),
        related_name="saved_filters",
        editable=False,
    )
    listing = models.CharField(
        _("list"),
        max_length=80,
        editable=False,
        help_text=_("The name of the list's address at the desk."),
    )
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(
        _("query"),
        max_length=LONGEST_QUERY,
        editable=False,
        help_text=_("As addresses take it, without the question mark."),
    )
    position = models.PositiveSmallIntegerField(_("position"), editable=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["owner", "position"]
        default_permissions = ()  # one's own, whatever one's role
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "listing", "name"],
                name="savedfilter_name_unique",
                violation_error_message=_(
                    "You have a filter of this name for this list already."
                ),
            ),
            models.UniqueConstraint(
                fields=["owner", "position"], name="savedfilter_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST),
                name="savedfilter_position_bounded",
                violation_error_message=_("Delete a saved filter first."),
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"), name="savedfilter_name_filled"
            ),
            models.CheckConstraint(
                condition=Q(listing__regex=r"^[a-z]+(_[a-z]+)+$"),
                name="savedfilter_listing_shape",
            ),
            models.CheckConstraint(
                condition=Q(query__regex=r"^[A-Za-z0-9_.~*%+=&-]+$"),
                name="savedfilter_query_encoded",
            ),
        ]

    def __str__(self) -> str:
        return self.name
