"""Makes the newsroom's desk the admin site."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """``django.contrib.admin`` with the tracker's own site for its default."""

    default_site = "consortium.admin.site.Desk"

    def ready(self) -> None:
        # The screens call for the site, and it lives beside them: were it called for
        # first, they would register with one that is thrown away.
        import_module("consortium.admin")
        import_module("tracker.production")  # has checks that Django shall know
        super().ready()
