from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiumConfig(AppConfig):
    name = "consortium"
    verbose_name = _("Investment tracker")
    default_auto_field = "django.db.models.BigAutoField"
