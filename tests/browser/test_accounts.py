"""Signing in and one's own account, as a browser shows them."""

import pytest

from tests.browser.conftest import NARROW, WIDE

OPEN = ["/accounts/login/", "/accounts/password/reset/"]
OWN = [
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/admin/consortium/apitoken/",
    "/admin/consortium/apitoken/add/",
]
GUARDED = ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"]


def is_asked_again(page, site):
    """Give the password once more, if the page asks for it; whether it did."""
    asked = "/reauthenticate/" in page.url
    if asked:
        page.fill("[name=password]", site.password)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
    return asked


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_everybody_can_use_these_pages(open_browser, site, locale):
    anybody = open_browser(locale=locale)
    editor = open_browser("editor", locale=locale)

    for watched, addresses in ((anybody, OPEN), (editor, OWN + GUARDED)):
        for address in addresses:
            watched.open(address)
            for width in (WIDE, NARROW):
                watched.keep_nobody_out(width)
            if is_asked_again(watched.page, site):
                for width in (WIDE, NARROW):
                    watched.keep_nobody_out(width)
            assert f'lang="{locale}"' in watched.page.content()


def test_a_passkey_signs_in_without_a_password(open_browser, site):
    watched = open_browser()
    page, home = watched.page, site.address.replace("127.0.0.1", "localhost")
    watched.site = site._replace(address=home)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    watched.open("/accounts/login/")
    page.fill("[name=login]", "passkey")
    page.fill("[name=password]", site.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    watched.open("/accounts/2fa/webauthn/add/")
    is_asked_again(page, site)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**recovery-codes/**")
    page.context.clear_cookies()

    watched.open("/accounts/login/?next=/admin/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")

    assert "passkey" in page.inner_text("#user-tools").lower()
