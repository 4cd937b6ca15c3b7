from __future__ import annotations

import copy
import dataclasses
import errno
import pickle
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from connector import connect
from connector.errors import ConnectionConfigError, UnknownConnection
from connector.profiles import find_profile, list_profiles, resolve_token, user_file
from connector.secret import Secret

TOKEN = "dG9rOmRvLW5vdC1wcmludC1tZQ"


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "named.toml"
    monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(file))
    monkeypatch.chdir(tmp_path)
    return file


def test_files_are_looked_up_in_order(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("T", "token")
    monkeypatch.setenv("INTERCOM_ACCESS_TOKEN", "token")
    table = '[{}]\ntoken = "env:T"\nregion = "{}"\n'
    write(user_file(), "".join(table.format(name, "au") for name in ("a", "b", "c", "intercom")))
    write(tmp_path / "connections.toml", "".join(table.format(n, "eu") for n in ("a", "b")))
    write(named, table.format("a", "us"))
    regions = {profile.name: profile.settings.get("region") for profile in list_profiles()}
    assert regions == {"sandbox": None, "a": "us", "b": "eu", "c": "au", "intercom": "au"}
    assert connect("b").settings.base_url == "https://api.eu.intercom.io"


def test_the_environment_makes_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERCOM_ACCESS_TOKEN", "from-the-environment")
    monkeypatch.setenv("INTERCOM_REGION", "eu")
    monkeypatch.setenv("INTERCOM_VERSION", "2.14")
    settings = connect("intercom").settings
    assert settings.token.reveal() == "from-the-environment"
    assert (settings.base_url, settings.version) == ("https://api.eu.intercom.io", "2.14")


def test_tokens_come_from_where_they_are_said_to_be(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("T", "of-env")
    write(tmp_path / "token.txt", "of-file\n")
    keyring = types.ModuleType("keyring")
    keyring.get_password = lambda service, user: f"of-{service}-{user}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    write(
        named,
        '[e]\ntoken = "env:T"\n[f]\ntoken = "file:token.txt"\n'
        '[k]\ntoken = "keyring:intercom/me"\n[l]\ntoken = "literal"\n',
    )
    found = {name: resolve_token(find_profile(name)).reveal() for name in "efkl"}
    assert found == {"e": "of-env", "f": "of-file", "k": "of-intercom-me", "l": "literal"}


def test_a_token_in_a_file_that_others_can_read_is_refused(named: Path) -> None:
    write(named, '[support]\ntoken = "s3cret-token"\n', mode=0o644)
    with pytest.raises(ConnectionConfigError, match="chmod 600") as caught:
        connect("support")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[support]\n", "no token"),
        ('[support]\ntoken = "env:NOT_SET_ANYWHERE"\n', "NOT_SET_ANYWHERE is not set"),
        ('[support]\ntoken = "file:no-such-file"\n', "cannot be read"),
        ('[support]\ntoken = "keyring:half"\n', "keyring:SERVICE/USER"),
        ('[support]\ntoken = "env:T"\nregoin = "eu"\n', "Did you mean 'region'"),
        ('[support]\ntoken = "env:T"\nversion = 2.10\n', "must be text"),
        ('[support]\ntoken = "env:T"\nstrict = "yes"\n', "must be true or false"),
        ("support = 1\n", r"Write it as \[support\]"),
        ("[support\n", "not valid TOML"),
        ("[support]\nx = " + "[" * 5000, "nested too deeply|not valid TOML"),
        ('[support]\ntoken = "file:~nosuchuser/x"\n', "~nosuchuser/x lies in the home folder"),
        ('[support]\ntoken = "file:a\\u0000b"\n', "cannot be read"),
        ('[support]\ntoken = "file:."\n', "cannot be read"),
        ('["a b"]\ntoken = "env:T"\n[support]\ntoken = "env:T"\nregion = "xx"', "no region"),
    ],
)
def test_a_wrong_description_says_what_to_mend(
    text: str, told: str, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("T", "token")
    write(named, text)
    with pytest.raises(ConnectionConfigError, match=told):
        connect("support")


def test_the_sandbox_cannot_be_taken_over(named: Path) -> None:
    write(named, '[sandbox]\ntoken = "env:T"\nregion = "us"\n')
    assert find_profile("sandbox").source == "built in"
    with pytest.raises(ConnectionConfigError, match="built in"):
        list_profiles()


def test_a_named_file_must_exist(named: Path) -> None:
    with pytest.raises(ConnectionConfigError, match="does not exist"):
        find_profile("support")


def test_an_unknown_connection_suggests_the_nearest(named: Path) -> None:
    write(named, '[support-eu]\ntoken = "env:T"\n')
    with pytest.raises(UnknownConnection, match="support-eu") as caught:
        connect("suport-eu")
    assert caught.value.suggestions == ("support-eu",)


def test_a_changed_file_is_read_again(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T", "token")
    write(named, '[support]\ntoken = "env:T"\nregion = "eu"\n')
    assert find_profile("support").settings["region"] == "eu"
    write(named, '[support]\ntoken = "env:T"\nregion = "au" \n')
    assert find_profile("support").settings["region"] == "au"


def unreadable(monkeypatch: pytest.MonkeyPatch, method: str, file: Path) -> None:
    """Let one file be as it is to a user who may not look at it; root may look at all."""
    original = getattr(Path, method)

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.absolute() == file:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return original(self, *arguments, **options)

    monkeypatch.setattr(Path, method, refuse)


@pytest.mark.parametrize("method", ["is_file", "stat", "read_text"])
def test_an_unreadable_file_is_named(
    method: str, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(named, '[support]\ntoken = "env:T"\n')
    unreadable(monkeypatch, method, named)
    with pytest.raises(ConnectionConfigError, match=r"named\.toml cannot be read: Permission"):
        find_profile("support")


def test_an_unreadable_file_here_is_named(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONNECTOR_CONNECTIONS")
    unreadable(monkeypatch, "is_file", tmp_path / "connections.toml")
    with pytest.raises(ConnectionConfigError, match=r"connections\.toml cannot be read"):
        find_profile("support")


def test_an_unreadable_config_folder_of_the_user_is_as_if_absent(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(named, '[support]\ntoken = "env:T"\n')
    write(user_file(), '[other]\ntoken = "env:T"\n')
    unreadable(monkeypatch, "is_file", user_file())
    assert [profile.name for profile in list_profiles()] == ["sandbox", "support"]


def test_an_unreadable_file_of_the_user_is_named(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONNECTOR_CONNECTIONS")
    write(user_file(), '[other]\ntoken = "env:T"\n')
    unreadable(monkeypatch, "read_text", user_file())
    with pytest.raises(ConnectionConfigError, match="cannot be read"):
        list_profiles()


@pytest.mark.parametrize("named_file", ["~nosuchuser/x.toml", "/", "missing.toml"])
def test_the_variable_must_name_a_file(named_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONNECTOR_CONNECTIONS", named_file)
    with pytest.raises(ConnectionConfigError, match="does not exist"):
        find_profile("support")


def test_a_token_in_the_file_shows_itself_nowhere(named: Path) -> None:
    write(named, f'[support]\ntoken = "{TOKEN}"\n')
    profile = find_profile("support")
    assert TOKEN not in f"{profile!r} {profile.settings!r} {vars(profile)!r}"
    for give_away in (pickle.dumps, copy.deepcopy, dataclasses.asdict):
        with pytest.raises(TypeError):
            give_away(profile)
    assert resolve_token(profile) == Secret(TOKEN)
    assert find_profile("support") == profile


def test_a_profile_that_refers_to_its_token_can_be_pickled(named: Path) -> None:
    write(named, '[support]\ntoken = "env:T"\n')
    profile = find_profile("support")
    assert pickle.loads(pickle.dumps(profile)) == profile


@pytest.mark.parametrize(
    "text",
    [
        '[support]\ntoken = "env:{}"\n',
        '[support]\n{} = "x"\ntoken = "env:T"\n',
        '[support]\ntoken = "env:T"\nregion = "{}"\n',
        '[support]\ntoken = "env:T"\nversion = "{}"\n',
        '[support]\ntoken = "env:T"\nbase_url = "{}"\n',
        '[support]\ntoken = "env:T"\ntimeout = "{}"\n',
        '[support]\n"{} " = 1\n',
        '"{}" = 1\n[support]\n',
        '["{} "]\n[support]\n',
    ],
)
def test_a_token_in_the_wrong_place_is_not_quoted(
    text: str, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("T", "token")
    write(named, text.replace("{}", TOKEN))
    with pytest.raises(ConnectionConfigError) as caught:
        connect(list_profiles()[1].name)
    assert TOKEN[5:] not in f"{caught.value} {caught.value.to_dict()}"
