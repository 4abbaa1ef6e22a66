"""Code lists, and who is calling."""

from rest_framework import serializers


class LabelsSerializer(serializers.Serializer):
    """One label in both languages."""

    en = serializers.CharField()
    ja = serializers.CharField()


class CodeSerializer(serializers.Serializer):
    """One code: what it is in the records, what people call it."""

    code = serializers.CharField()
    label = LabelsSerializer()  # type: ignore[assignment]
    iati = serializers.CharField(
        allow_null=True, help_text="IATI 2.03's own code, where it has one."
    )


class CodelistNameSerializer(serializers.Serializer):
    """The name of a code list and where to find it."""

    name = serializers.CharField()
    url = serializers.URLField()


class CodelistIndexSerializer(serializers.Serializer):
    """Every code list; the shape is that of a list of one page."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = CodelistNameSerializer(many=True)


class CodelistSerializer(serializers.Serializer):
    """A code list: all its codes, in their own order."""

    name = serializers.CharField()
    url = serializers.URLField()
    codes = CodeSerializer(many=True)


class CallerSerializer(serializers.Serializer):
    """Who is calling, and in which groups."""

    username = serializers.CharField()
    is_staff = serializers.BooleanField()
    groups = serializers.ListField(child=serializers.CharField())
