"""What pages tell machines of themselves, in the words of schema.org (JSON-LD)."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consortium.codelists import ClaimStatus
from consortium.exports.datapackage import license_of_data
from consortium.pages.claims import ClaimSheet
from consortium.pages.dossiers import Dossier
from consortium.pages.organizations import OrganizationSheet
from consortium.wording import in_reader_language

Data = dict[str, Any]

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}
RATINGS = {ClaimStatus.REJECTED: 1, ClaimStatus.DISPUTED: 2}
"""Of five, for claims that reviewers did not accept; the others are no corrections."""


def catalogue(request: HttpRequest) -> Data:
    """All that is published, as one dataset."""
    package = request.build_absolute_uri(reverse("data-package"))
    return {
        **_dataset(request),
        "name": _("Public investment programmes from their evidence"),
        "description": _(
            "Every figure is an accepted claim that can be traced to a source; "
            "read it with its qualifier."
        ),
        "distribution": [_download(package, "json")],
    }


def dataset(request: HttpRequest, dossier: Dossier) -> Data:
    """What the API and the files hold of an initiative."""
    initiative = dossier.initiative
    detail = reverse("v1:initiative-detail", args=[initiative.slug])
    files = reverse("download", args=["funding", "csv"])
    addresses = {"json": detail, "csv": f"{files}?initiative={initiative.slug}"}
    names = [initiative.name, initiative.name_ja]
    summary = in_reader_language(initiative, "summary")
    return {
        **_dataset(request),
        **_named(in_reader_language(initiative, "name").text, names),
        "description": summary.text
        or _("What sources report on this initiative, with the evidence of each."),
        "dateModified": dossier.changed_at.isoformat(),
        "distribution": [
            _download(request.build_absolute_uri(address), form)
            for form, address in addresses.items()
        ],
    }


def organization(request: HttpRequest, sheet: OrganizationSheet) -> Data:
    """An organization by its names, in both scripts, and the numbers it is known by."""
    one = sheet.organization
    names = [one.name, one.name_ja, *(row.name.name for row in sheet.names)]
    data = {
        **_typed("Organization"),
        "@id": request.build_absolute_uri(request.path),
        **_named(in_reader_language(one, "name").text, names),
        "identifier": [
            {
                "@type": "PropertyValue",
                "propertyID": known.scheme,
                "value": known.value,
            }
            for known in sheet.identifiers
        ],
        "url": one.website,
    }
    return {word: value for word, value in data.items() if value}


def review(request: HttpRequest, sheet: ClaimSheet) -> Data | None:
    """The correction of a claim that reviewers did not accept; else nothing."""
    one, claim = sheet.one, sheet.one.claim
    rating = RATINGS.get(ClaimStatus(claim.status))
    said = one.statement.text or (one.label and f"{one.label}: {one.reading}")
    if rating is None or not said:
        return None
    title = one.source.title.text
    publisher = one.source.publisher
    author = in_reader_language(publisher, "name").text if publisher else title
    return {
        **_typed("ClaimReview"),
        "url": request.build_absolute_uri(request.path),
        "claimReviewed": said,
        "datePublished": localdate(claim.decided_at).isoformat(),
        "author": _publisher(request),
        "reviewBody": one.decision.text,
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": author},
            "appearance": {
                "@type": "CreativeWork",
                "name": title,
                **({"url": one.source.source.url} if one.source.source.url else {}),
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": claim.get_status_display(),
        },
    }


def _typed(kind: str) -> Data:
    return {"@context": "https://schema.org", "@type": kind}


def _dataset(request: HttpRequest) -> Data:
    terms = license_of_data()
    return {
        **_typed("Dataset"),
        "url": request.build_absolute_uri(request.path),
        "inLanguage": get_language(),
        "license": terms.get("path", terms["name"]),
        "isAccessibleForFree": True,
        "creator": _publisher(request),
    }


def _named(name: str, names: list[str]) -> Data:
    others = [other for other in dict.fromkeys(names) if other and other != name]
    return {"name": name, **({"alternateName": others} if others else {})}


def _download(address: str, form: str) -> Data:
    return {
        "@type": "DataDownload",
        "encodingFormat": MEDIA_TYPES[form],
        "contentUrl": address,
    }


def _publisher(request: HttpRequest) -> Data:
    name, home = _("Public Investment Tracker"), reverse("overview")
    return {
        "@type": "Organization",
        "name": name,
        "url": request.build_absolute_uri(home),
    }
