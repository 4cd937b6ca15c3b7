"""The `Intercom-Version` header: which texts are versions, and what each one has.

Without the header a request gets the workspace's own version, which is the preview here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .messages import Refusal
from .operations import PREVIEW, find_operation, lacks, operation_of

DEFAULT_VERSION = PREVIEW

_ALIASES = {"unstable": PREVIEW, "preview": PREVIEW}
_RELEASED = {1: 4, 2: 17}
"""The last minor version of each major one."""

_DATED = re.compile(r"([0-9]{1,2})\.([0-9]{1,3})", re.ASCII)


@lru_cache(maxsize=64)
def known_version(text: str) -> str | None:
    """The version that a header's text stands for; None when there is no such version."""
    named = _ALIASES.get(text.strip().lower())
    if named is not None:
        return named
    dated = _DATED.fullmatch(text.strip())
    if dated is None:
        return None
    major, minor = int(dated[1]), int(dated[2])
    return f"{major}.{minor}" if minor <= _RELEASED.get(major, -1) else None


def check_version(text: str | None, method: str, path: str, template: str | None) -> None:
    """Raise Refusal 400 where there is no such version, or it lacks the operation.

    `template` is that of the route that answers, None when none does.
    """
    if not text:
        return
    version = known_version(text)
    if version is None:
        raise _refusal("The requested version does not exist")
    described = template is not None
    operation = operation_of(method, template) if described else find_operation(method, path)
    if operation is not None and lacks(operation, version):
        raise _refusal(f"{method} {operation.template} is not supported in version {version}")


def _refusal(message: str) -> Refusal:
    return Refusal(400, "intercom_version_invalid", message)
