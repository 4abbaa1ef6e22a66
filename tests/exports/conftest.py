"""The API beside the files."""

from tests.api.conftest import get, refused, staff

__all__ = ["get", "refused", "staff"]
