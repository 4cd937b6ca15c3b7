from __future__ import annotations

import json
import pickle

import pytest

from connector import errors
from connector.errors import InvalidParams, Problem

SAMPLES = [
    errors.CatalogError("the file is gone.", next_step="Install the package again."),
    errors.UnknownAction("get_mee", ["get_me"], connection="support"),
    errors.UnknownConnection("suport", ["support"]),
    errors.UnknownName("team", "Biling", ["Billing"], count=3, next_step="Look again."),
    errors.AmbiguousName("admin", "Ada", [{"id": "1", "name": "Ada", "email": "a@b.example"}] * 2),
    errors.ConnectionConfigError("no token.", connection="support"),
    InvalidParams([Problem("data.email", "must be a string", "a string", "e-mail")], action="a"),
    errors.UnavailableAction("get_x", "2.7", ["2.9", "Preview"], ["get_y"]),
    errors.ConnectError("refused.", outcome="not_sent", connection="support"),
    errors.Timeout("no answer.", connection="support"),
    errors.ApiError("the API answered 400.", status=400, errors=[{"code": "bad_request"}]),
    errors.AuthenticationError("401.", status=401),
    errors.PermissionDenied("403.", status=403),
    errors.NotFound("404.", status=404, request_id="r1", body={"type": "error.list"}),
    errors.Conflict("409.", status=409),
    errors.UnprocessableEntity("422.", status=422),
    errors.RateLimited("429.", status=429, retry_after=3.5),
    errors.ServerError("500.", status=500),
    errors.InvalidResponse("not JSON.", status=200),
]


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_pickles_whole(error: errors.ConnectorError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert copy.to_dict() == error.to_dict()


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_tells_a_machine_the_same(error: errors.ConnectorError) -> None:
    told = json.loads(json.dumps(error.to_dict()))
    assert told["error"] == type(error).__name__
    assert told["message"] in str(error)
    assert told["outcome"] in ("not_sent", "rejected", "unknown")
    assert told["retryable"] in (True, False)


def test_the_tree_is_the_documented_one() -> None:
    parents = {
        "CatalogError": "ConnectorError",
        "UnknownAction": "ConnectorError",
        "UnknownConnection": "ConnectorError",
        "UnknownName": "ConnectorError",
        "AmbiguousName": "ConnectorError",
        "ConnectionConfigError": "ConnectorError",
        "InvalidParams": "ConnectorError",
        "UnavailableAction": "ConnectorError",
        "TransportError": "ConnectorError",
        "ConnectError": "TransportError",
        "Timeout": "TransportError",
        "ApiError": "ConnectorError",
        "AuthenticationError": "ApiError",
        "PermissionDenied": "ApiError",
        "NotFound": "ApiError",
        "Conflict": "ApiError",
        "UnprocessableEntity": "ApiError",
        "RateLimited": "ApiError",
        "ServerError": "ApiError",
    }
    for name, parent in parents.items():
        assert issubclass(getattr(errors, name), getattr(errors, parent)), name
        assert name in str(errors.__doc__)


def test_text_names_action_connection_fault_and_next_step() -> None:
    error = errors.NotFound(
        "the API answered 404.",
        status=404,
        action="get_contacts_by_id",
        connection="support",
        next_step="Check the id.",
    )
    assert str(error) == "get_contacts_by_id on 'support': the API answered 404. Check the id."


def test_outcomes_say_whether_the_api_may_have_acted() -> None:
    assert errors.NotFound("", status=404).outcome == "rejected"
    assert errors.ServerError("", status=502).outcome == "unknown"
    assert errors.Timeout("").outcome == "unknown"
    assert errors.ConnectError("", outcome="not_sent").outcome == "not_sent"
    assert InvalidParams([Problem("", "x")]).outcome == "not_sent"


def test_invalid_params_lists_every_problem() -> None:
    error = InvalidParams(
        [Problem("id", "required, but missing"), Problem("data.body", "must be a string")],
        action="post_notes",
    )
    assert "2 problems" in str(error)
    assert "id: required, but missing" in str(error)
    assert "data.body: must be a string" in str(error)
    assert "connector describe post_notes" in str(error)


def test_an_unknown_name_says_what_is_near_and_how_many_there_are() -> None:
    error = errors.UnknownName("team", "Biling", ["Billing"], count=1)
    assert str(error) == "there is no team named 'Biling'. Did you mean 'Billing'? There is 1."
    assert errors.UnknownName("team", "x").next_step is None
    assert errors.UnknownName("team", "x", count=0).next_step == "There are none."


def test_an_ambiguous_name_shows_some_candidates_and_holds_all() -> None:
    candidates = [{"id": str(n), "name": "Ada"} for n in range(12)]
    error = errors.AmbiguousName("admin", "Ada", candidates)
    assert "12 of kind admin go by 'Ada': 0, Ada; 1, Ada;" in str(error)
    assert "9, Ada; and 2 more." in str(error)
    assert len(error.to_dict()["candidates"]) == 12
