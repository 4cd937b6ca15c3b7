"""Teams: who is in them, at which priority, and how busy their members are."""

from __future__ import annotations

from ..body import Body, as_whole
from ..messages import Json, Refusal, invalid, missing, not_found
from ..records import Records
from ..routes import Call, Routes
from .activity_logs import log_activity

routes = Routes()

MAX_MEMBERS = 1000
BALANCED = "load_balanced"
"""The only way of sharing work out that heeds priorities."""

_WRITABLE = ("admin_ids", "admin_priority_level")
_DEFAULT_IDLE_S = 1800
_MAX_IDLE_S = 86_400


def needed_team(records: Records, id: str) -> Json:
    """The team with an id; 404 `team_not_found` when there is none."""
    team = records.get("teams", id)
    if team is None:
        raise not_found("Team not found", "team_not_found")
    return team


def _team_view(doc: Json) -> Json:
    members, method = doc.get("admin_ids", []), doc.get("distribution_method")
    view: Json = {
        "type": "team",
        "id": doc["id"],
        "name": doc["name"],
        "admin_ids": members,
        "admin_priority_level": {},
        "distribution_method": method,
    }
    if method == BALANCED:
        secondary = doc.get("secondary_admin_ids", [])
        view["admin_priority_level"] = {
            "primary_admin_ids": [id for id in members if id not in secondary],
            "secondary_admin_ids": secondary,
        }
        view["assignment_limit"] = doc.get("assignment_limit")
    return view


@routes.reads("GET /teams")
def list_teams(call: Call) -> Json:
    """Every team."""
    return {
        "type": "team.list",
        "teams": [_team_view(doc) for doc in call.records.all("teams")],
    }


@routes.reads("GET /teams/{id}")
def show_team(call: Call) -> Json:
    """One team; 404 `team_not_found`."""
    return _team_view(needed_team(call.records, call.path["id"]))


@routes.writes("PUT /teams/{id}")
def replace_members(call: Call) -> Json:
    """Make a team hold the given teammates and nobody else.

    A team may be sent back as it was shown: what cannot be set has to be as it is.
    """
    team = needed_team(call.records, call.path["id"])
    _check_names(call, _team_view(team))
    members = _admin_ids(call.body, "admin_ids")
    if members is None:
        raise missing("admin_ids")
    if not 1 <= len(members) <= MAX_MEMBERS:
        raise invalid(f"admin_ids must hold 1 to {MAX_MEMBERS} ids", "admin_ids")
    known = call.records.some("admins", map(str, members))
    for id in members:
        if str(id) not in known:
            raise invalid(f"admin_ids names {id}, who is not a teammate", "admin_ids")
    secondary = _secondary(call.body, team, members)
    changed = {**team, "admin_ids": members, "secondary_admin_ids": secondary}
    if changed != {"secondary_admin_ids": [], **team}:
        call.records.save("teams", changed)
        _note_in_admins(call.records, changed, [*team.get("admin_ids", []), *members])
        log_activity(
            call.records,
            call.now,
            "app_team_membership_modification",
            f"changed who is in the team {team['name']}.",
        )
    return _team_view(changed)


def _check_names(call: Call, view: Json) -> None:
    for name in call.query.names():
        raise invalid(f"{name} must be sent in the body", name)
    for name, value in call.body.values.items():
        if name not in _WRITABLE and (name not in view or view[name] != value):
            only = "Only admin_ids and admin_priority_level can be updated on a team"
            raise invalid(f"{only}, but the request changed {name}", name)


def _admin_ids(body: Body, name: str) -> list[int] | None:
    """The ids under a key, each once; None when absent."""
    refusal = invalid(f"{name} must contain only numeric admin ids", name)
    value = body.values.get(name)
    if value is None:
        return None
    if not isinstance(value, list):
        raise refusal
    try:
        return list(dict.fromkeys(as_whole(item, name) for item in value))
    except Refusal as cause:
        raise refusal from cause


def _secondary(body: Body, team: Json, members: list[int]) -> list[int]:
    """The members who are to be second in line; who is not named stays where they are."""
    name = "admin_priority_level"
    levels = body.object(name) or Body({})
    primary = _admin_ids(levels, "primary_admin_ids") or []
    secondary = _admin_ids(levels, "secondary_admin_ids") or []
    old = team.get("admin_ids", [])
    for id in [*primary, *secondary]:
        if id not in old and id not in members:
            raise invalid(f"{name} names {id}, which is on neither the team nor admin_ids", name)
    for id in secondary:
        if id in primary:
            raise invalid(f"{name} gives {id} more than one priority level", name)
    if secondary and team.get("distribution_method") != BALANCED:
        raise invalid("Only a load balanced team can have secondary members", name)
    kept = [id for id in team.get("secondary_admin_ids", []) if id not in primary]
    return [id for id in members if id in secondary or id in kept]


def _note_in_admins(records: Records, team: Json, admin_ids: list[int]) -> None:
    """Bring the teams that admins are shown with up to those of a changed team."""
    id, members = int(team["id"]), team["admin_ids"]
    balanced = team.get("distribution_method") == BALANCED
    for admin in records.some("admins", map(str, admin_ids)).values():
        number = int(admin["id"])
        level = "secondary" if number in team["secondary_admin_ids"] else "primary"
        levels = admin.get("team_priority_level", {})
        shown = {}
        for each in ("primary", "secondary"):
            others = [other for other in levels.get(f"{each}_team_ids", []) if other != id]
            inside = balanced and number in members and each == level
            shown[f"{each}_team_ids"] = [*others, id] if inside else others
        teams = [other for other in admin.get("team_ids", []) if other != id]
        if number in members:
            teams = sorted([*teams, id])
        records.save("admins", {**admin, "team_ids": teams, "team_priority_level": shown})


@routes.reads("GET /teams/{team_id}/metrics")
def show_team_metrics(call: Call) -> Json:
    """How many conversations each member has open, of those waiting too long, and snoozed."""
    team = needed_team(call.records, call.path["team_id"])
    asked_s = call.query.whole("idle_threshold")
    idle_s = _DEFAULT_IDLE_S if asked_s is None else min(max(asked_s, 1), _MAX_IDLE_S)

    def count(admin_id: int, condition: str, *args: int) -> int:
        where = f"archived = 0 AND admin_assignee_id = ? AND {condition}"
        return call.records.count("conversations", where, (admin_id, *args))

    return {
        "type": "team_metric.list",
        "data": [
            {
                "type": "team_metric",
                "admin_id": str(id),
                "open": count(id, "state = 'open'"),
                "idle": count(id, "state = 'open' AND waiting_since < ?", call.now - idle_s),
                "snoozed": count(id, "state = 'snoozed'"),
            }
            for id in team.get("admin_ids", [])
        ],
    }
