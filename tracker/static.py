"""Static files under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names a file that was not collected by its plain name.

    A page without its style is better than an error page that fails by itself; a start
    without collected files is refused before (``tracker.production``).
    """

    def stored_name(self, name: str) -> str:
        try:
            stored: str = super().stored_name(name)
        except ValueError:
            return name
        return stored
