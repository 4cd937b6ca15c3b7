"""Secrets that sign who a Messenger user is: making, listing and deleting them.

A secret is shown once, in the answer that makes it, and is not kept: nothing here checks
signatures.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from ..messages import Answer, Json, invalid, not_found, refusing_as
from ..routes import Call, Routes
from .activity_logs import log_activity
from .admins import workspace_id

routes = Routes()

_PLATFORMS = ("supports_android", "supports_ios", "supports_web")


def _view(doc: Json) -> Json:
    return {
        "type": "identity_verification_secret",
        "id": doc["id"],
        "name": doc["name"],
        **{name: doc[name] for name in _PLATFORMS},
        "created_at": doc["created_at"],
    }


@routes.reads("GET /secure_mode_secrets")
def list_secrets(call: Call) -> Json:
    """Every secret that counts, without what it is."""
    secrets = call.records.all("identity_secrets")
    return {"type": "list", "data": [_view(doc) for doc in secrets]}


@routes.writes("POST /secure_mode_secrets")
def create_secret(call: Call) -> Answer:
    """Make a secret for at least one platform, and show it this once."""
    with refusing_as("parameter_invalid", 422):
        name = call.body.needed_text("name")
        platforms = {each: call.body.flag(each) or False for each in _PLATFORMS}
        if not any(platforms.values()):
            raise invalid("At least one platform must be enabled")
    doc = {"name": name, **platforms, "created_at": call.now}
    made = call.records.add("identity_secrets", doc)
    _log(call, f"made the identity verification secret {name}.")
    return Answer({**_view(made), "secret": _secret(call, made["id"])}, status=201)


def _secret(call: Call, id: str) -> str:
    """256 bits that look random, and are the same wherever the same calls were made."""
    key = workspace_id(call.records).encode()
    digest = hmac.digest(key, f"identity verification secret {id}".encode(), "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _log(call: Call, description: str) -> None:
    log_activity(call.records, call.now, "app_identity_verification_change", description)


@routes.writes("DELETE /secure_mode_secrets/{id}")
def delete_secret(call: Call) -> Answer:
    """Let a secret count no longer."""
    secret = call.records.get("identity_secrets", call.path["id"])
    if secret is None:
        raise not_found(
            "Identity verification secret not found", "identity_verification_secret_not_found"
        )
    call.records.remove("identity_secrets", secret["id"])
    _log(call, f"deleted the identity verification secret {secret['name']}.")
    return Answer(status=204)
