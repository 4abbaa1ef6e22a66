"""Exchange rates."""

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import AddressField
from consortium.models import ExchangeRate


class ExchangeRateSerializer(RecordSerializer):
    """How many units of a currency one unit of the base bought on a day."""

    url = AddressField("exchange-rates", "pk")

    class Meta:
        model = ExchangeRate
        fields = [
            "id",
            "url",
            "base",
            "currency",
            "date",
            "rate",
            "origin",
            *STAMPS,
        ]
