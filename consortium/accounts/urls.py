"""The addresses of accounts: allauth's, without those that are not offered here."""

from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from consortium.accounts.recent import need_proof


def nothing_here(request: HttpRequest) -> HttpResponse:
    """404: accounts and their addresses are entered by whoever keeps them."""
    raise Http404


def your_account(request: HttpRequest) -> HttpResponse:
    """Where somebody's own account begins."""
    return redirect(
        "mfa_index" if request.user.is_authenticated else settings.LOGIN_URL
    )


def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Who hands out new passwords where no mail is sent."""
    return render(request, "account/ask_for_link.html")


def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where somebody is signed in; the others end by whoever proves who asks."""
    if request.method == "POST" and request.user.is_authenticated:
        need_proof(request)
    answer: HttpResponse = list_usersessions(request)
    return answer


CLOSED = ["signup/", "email/", "confirm-email/", "3rdparty/signup/"]
if not settings.OIDC_SERVER:
    CLOSED += ["3rdparty/", "3rdparty/connections/"]

urlpatterns = [
    path("", your_account),
    *(path(address, nothing_here) for address in CLOSED),
    *([] if settings.MAILS else [path("password/reset/", ask_for_link)]),
    path("sessions/", own_sessions),
    path("", include("allauth.urls")),
]
