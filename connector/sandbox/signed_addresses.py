"""Addresses that answers hand out and that work without a token, for a while.

The signature keeps callers from making addresses up, as they could not with the real API. It
guards nothing secret: what it opens is made up by the sandbox.
"""

from __future__ import annotations

import hmac

from .messages import Refusal
from .routes import Call
from .workspace.admins import workspace_id


def signed_address(call: Call, path: str, valid_s: int) -> str:
    """The address of a path below the sandbox that can be used for so many seconds."""
    expires_at = call.now + valid_s
    signature = _signature(call, path, expires_at)
    return f"{call.base_url}{path}?expires={expires_at}&signature={signature}"


def check_signature(call: Call, path: str) -> None:
    """403 `forbidden` unless the query of the call was signed for the path, and still counts."""
    expires_at = call.query.whole("expires") or 0
    given = (call.query.text("signature") or "").encode()
    expected = _signature(call, path, expires_at).encode()
    if not hmac.compare_digest(given, expected) or call.now >= expires_at:
        raise Refusal(403, "forbidden", "The address is not valid, or not any more")


def _signature(call: Call, path: str, expires_at: int) -> str:
    key = workspace_id(call.records).encode()
    return hmac.new(key, f"{path} {expires_at}".encode(), "sha256").hexdigest()
