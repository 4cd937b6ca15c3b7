from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from connector import connect
from connector.errors import ConnectionConfigError, UnknownConnection
from connector.profiles import find_profile, list_profiles, resolve_token, user_file


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
