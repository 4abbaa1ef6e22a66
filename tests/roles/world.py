"""A row that is published and one that is not, of everything; and one of each role."""

import json
from typing import Any, NamedTuple

from django.db import transaction
from django.test import Client

from consortium.api.conditional import tag_of
from consortium.roles import Resource, Role
from tests.admin.records import make_merge
from tests.api.records import BARE
from tests.api.v1.hidden import HIDDEN
from tests.factories import make_api_token, make_staff, make_user

SIGN_IN = ("/admin/login/", "/accounts/login/")
OWN_TOKEN = "own token"


class Pair(NamedTuple):
    """The same kind of row, seen by everybody and not."""

    public: Any
    hidden: Any


class World:
    """Everybody's client, and rows by the name that the API has for their kind."""

    def __init__(self) -> None:
        self.users: dict[Role, Any] = {
            Role.SIGNED_IN: make_user(username="passer-by"),
            **{
                role: make_staff(role, username=f"the-{role}")
                for role in list(Role)[2:]
            },
        }
        self.clients = {role: Client() for role in Role}
        for role, user in self.users.items():
            self.clients[role].force_login(user)
        drafts: dict[str, Any] = {}
        for resource, make in HIDDEN.values():
            drafts.setdefault(resource, make)
        self.pairs = {
            resource: Pair(make(), drafts[resource]() if resource in drafts else None)
            for resource, make in BARE.items()
        }
        self.tokens = {role: make_api_token(user=it) for role, it in self.users.items()}
        self.pairs["organization-merges"] = Pair(None, make_merge())

    def own(self, row: Resource, role: Role) -> Any:
        """The token of ``role``, if the resource is that; of nobody's, a viewer's."""
        if row.name != OWN_TOKEN:
            return None
        return self.tokens[role if role in self.tokens else Role.VIEWER]

    def ask(self, role: Role, method: str, address: str, **body: Any) -> Any:
        """The answer; what it changed is taken back."""
        headers = body.pop("headers", {})
        with transaction.atomic():
            answer = self.clients[role].generic(
                method.upper(),
                address,
                json.dumps(body) if body else b"",
                "application/json",
                headers=headers,
            )
            answer.read = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer

    def send(self, role: Role, method: str, address: str, form: dict[str, str]) -> Any:
        """The answer to a form; what it changed is taken back."""
        with transaction.atomic():
            answer = getattr(self.clients[role], method)(address, form)
            transaction.set_rollback(True)
        return answer

    def address(self, template: str, row: Any) -> str:
        """``template``, of the OpenAPI document, for ``row``."""
        if "{name}" in template:
            return template.replace("{name}", "stage")
        return template.replace("{slug}", getattr(row, "slug", "")).replace(
            "{id}", str(getattr(row, "id", ""))
        )


def row_tag(row: Any) -> str:
    """What ``If-Match`` says of ``row`` as it stands."""
    return f'"{tag_of(type(row), row.pk, getattr(row, "version", 1))}.any"'
