"""Named connections: where they are described, and how a description becomes settings.

Looked up in this order: the file that ``$CONNECTOR_CONNECTIONS`` names, ``./connections.toml``,
``connections.toml`` in the user's config folder; then the environment. ``sandbox`` is always there.

A file has a table per connection::

    [support]
    token = "env:SUPPORT_TOKEN"   # env:NAME | file:PATH | keyring:SERVICE/USER
    region = "eu"                 # or base_url
    version = "2.14"

A token may stand in the file itself only where nobody but its owner can read the file.
"""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import ConnectionConfigError, UnknownConnection
from .secret import Secret, shown_setting
from .settings import NAME, unknown_setting
from .suggestions import nearest_names

SANDBOX = "sandbox"
ENVIRONMENT = "intercom"
FILE_VARIABLE = "CONNECTOR_CONNECTIONS"
FILE_NAME = "connections.toml"
_SETTINGS = (
    *("token", "region", "base_url", "version"),
    *("timeout", "max_retries", "max_wait", "max_response_bytes", "strict", "lane", "catalog"),
)
_REFERENCES = ("env:", "file:", "keyring:")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "timeout": ((int, float), "a number of seconds"),
    "max_retries": ((int,), "an integer"),
    "max_wait": ((int, float), "a number of seconds"),
    "max_response_bytes": ((int,), "an integer"),
    "strict": ((bool,), "true or false"),
}


@dataclass(frozen=True)
class Profile:
    """One description of a connection: where it stands and what it says.

    ``source`` is a file's path, ``environment`` or ``built in``. The token is still a reference;
    one that stands in the file itself is a ``Secret``, so that a profile with it has no pickle.
    """

    name: str
    source: str
    settings: Mapping[str, Any] = field(repr=False)


def connection_files() -> Iterator[Path]:
    """Yield the files that describe connections and exist, first looked up first.

    Raises ``ConnectionConfigError`` where the file that the environment names does not exist.
    """
    if named := os.environ.get(FILE_VARIABLE):
        file = _expanded(named)
        if not _is_file(file):
            raise ConnectionConfigError(
                f"${FILE_VARIABLE} names {file}, which does not exist or is no file.",
                next_step="Write the file, or unset the variable.",
            )
        yield file
    if _is_file(here := Path(FILE_NAME)):
        yield here
    own = user_file()
    try:
        described = own.is_file()
    except OSError:
        # A service often runs as a user who may not look into the home folder it was given.
        described = False
    if described:
        yield own


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError as error:
        raise _unreadable(file, error) from error


def _expanded(path: str, connection: str | None = None) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise ConnectionConfigError(
            f"{path} lies in the home folder of a user that does not exist.",
            connection=connection,
        ) from error


def _unreadable(file: Path, error: OSError) -> ConnectionConfigError:
    return ConnectionConfigError(
        f"{file} cannot be read: {error.strerror}.",
        next_step="Check the permissions of the file and of the folders it lies in.",
    )


def user_file() -> Path:
    """Return the connections file in the user's config folder, whether it exists or not."""
    from platformdirs import user_config_path

    return user_config_path("connector") / FILE_NAME


def find_profile(name: str) -> Profile:
    """Return the description of a connection; raises ``UnknownConnection``."""
    if name == SANDBOX:
        return Profile(SANDBOX, "built in", {})
    for file in connection_files():
        tables = _tables(file)
        if name in tables:
            return _checked(name, tables[name], file)
    if name == ENVIRONMENT and os.environ.get("INTERCOM_ACCESS_TOKEN"):
        return _from_environment()
    known = [profile.name for profile in list_profiles()]
    raise UnknownConnection(name, nearest_names(name, known))


def list_profiles() -> list[Profile]:
    """Return every connection that can be opened by name, ``sandbox`` first."""
    found = {SANDBOX: Profile(SANDBOX, "built in", {})}
    for file in connection_files():
        for name, table in _tables(file).items():
            found.setdefault(name, _checked(name, table, file))
    if os.environ.get("INTERCOM_ACCESS_TOKEN"):
        found.setdefault(ENVIRONMENT, _from_environment())
    return list(found.values())


_parsed: dict[Path, tuple[tuple[int, int], Mapping[str, Any]]] = {}


def _tables(file: Path) -> Mapping[str, Any]:
    """Return the tables of a file, parsed again only when it has changed."""
    path = file.absolute()
    try:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        cached = _parsed.get(path)
        if cached is not None and cached[0] == stamp:
            return cached[1]
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _unreadable(file, error) from error
    except UnicodeDecodeError as error:
        raise ConnectionConfigError(f"{file} is not valid TOML: {error}.") from error
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConnectionConfigError(f"{file} is not valid TOML: {error}.") from error
    except RecursionError as error:
        raise ConnectionConfigError(f"{file} is nested too deeply.") from error
    _parsed[path] = (stamp, tables)
    return tables


def _checked(name: str, table: Any, file: Path) -> Profile:
    if not NAME.fullmatch(name) or name == SANDBOX:
        reason = "is built in" if name == SANDBOX else "cannot name a connection"
        raise ConnectionConfigError(
            f"{file}: {shown_setting(name)} {reason}.",
            next_step="Use other letters, digits, dots, hyphens and underscores.",
        )
    if not isinstance(table, Mapping):
        raise ConnectionConfigError(
            f"{file}: {shown_setting(name)} must be a table.",
            next_step=f"Write it as [{name}]." if repr(name) == shown_setting(name) else None,
        )
    for key, value in table.items():
        if key not in _SETTINGS:
            raise unknown_setting(name, key, _SETTINGS)
        kinds, words = _TYPES.get(key, ((str,), "text in quotes"))
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise ConnectionConfigError(
                f"{file}: {key} must be {words}, got {type(value).__name__}.", connection=name
            )
    settings = dict(table)
    token = settings.get("token")
    if isinstance(token, str) and token and not token.startswith(_REFERENCES):
        settings["token"] = Secret(token)
    return Profile(name, str(file), settings)


def _from_environment() -> Profile:
    settings = {"token": "env:INTERCOM_ACCESS_TOKEN"}
    for key in ("region", "version"):
        if value := os.environ.get(f"INTERCOM_{key.upper()}"):
            settings[key] = value
    return Profile(ENVIRONMENT, "environment", settings)


_keyring_lock = threading.Lock()
_from_keyring: dict[str, Secret] = {}


def resolve_token(profile: Profile) -> Secret:
    """Return the token that a profile refers to.

    Raises ``ConnectionConfigError`` where it is missing, or stands in a file others can read.
    """
    reference = profile.settings.get("token")
    if not reference:
        raise ConnectionConfigError(
            f"no token in {profile.source}.",
            connection=profile.name,
            next_step='Add token = "env:NAME", "file:PATH" or "keyring:SERVICE/USER".',
        )
    if isinstance(reference, Secret):
        _check_private(profile)
        return reference
    kind, _, rest = str(reference).partition(":")
    if kind == "file":
        return _token_from_file(rest, profile)
    if kind == "keyring":
        return _token_from_keyring(rest, profile)
    value = os.environ.get(rest)
    if not value:
        variable = rest if _VARIABLE.fullmatch(rest) else shown_setting(rest)
        raise ConnectionConfigError(
            f"the environment variable {variable} is not set.",
            connection=profile.name,
            next_step=f"Set {variable} to the workspace's access token.",
        )
    return Secret(value)


def _token_from_file(path: str, profile: Profile) -> Secret:
    file = _expanded(path, profile.name)
    if not file.is_absolute():
        file = Path(profile.source).absolute().parent / file
    try:
        return Secret(file.read_text(encoding="utf-8").strip())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConnectionConfigError(
            f"the token file {file} cannot be read: {reason}.", connection=profile.name
        ) from error


def _token_from_keyring(entry: str, profile: Profile) -> Secret:
    service, separator, user = entry.partition("/")
    if not separator:
        raise ConnectionConfigError(
            "a keyring token is written keyring:SERVICE/USER.", connection=profile.name
        )
    with _keyring_lock:
        if entry not in _from_keyring:
            try:
                import keyring
            except ImportError as error:
                raise ConnectionConfigError(
                    "the package keyring is not installed.",
                    connection=profile.name,
                    next_step="pip install 'intercom-connector[keyring]'",
                ) from error
            value = keyring.get_password(service, user)
            if value is None:
                raise ConnectionConfigError(
                    f"the keyring has no entry {service}/{user}.",
                    connection=profile.name,
                    next_step=f"Make one: keyring set {service} {user}",
                )
            _from_keyring[entry] = Secret(value)
        return _from_keyring[entry]


def _check_private(profile: Profile) -> None:
    """Refuse a literal token in a file that other users of the machine can read."""
    if os.name != "posix":
        return
    source = Path(profile.source)
    try:
        mode = stat.S_IMODE(source.stat().st_mode)
    except OSError as error:
        raise _unreadable(source, error) from error
    if mode & 0o077:
        raise ConnectionConfigError(
            f"{profile.source} holds a token and has mode {mode:04o}: others can read it.",
            connection=profile.name,
            next_step=f"chmod 600 {profile.source}, or refer to the token as env:NAME.",
        )
