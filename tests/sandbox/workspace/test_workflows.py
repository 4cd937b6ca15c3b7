from __future__ import annotations

from ..api import Api, Clock


def test_an_export_holds_the_whole_workflow(api: Api, clock: Clock) -> None:
    clock.now_s = 1_769_428_800
    exported = api.get("/export/workflows/67001")
    assert (exported["export_version"], exported["app_id"]) == ("1.0", 1)
    assert exported["exported_at"] == "2026-01-26T12:00:00Z"
    workflow = exported["workflow"]
    assert (workflow["id"], workflow["state"]) == ("67001", "live")
    assert workflow["created_at"] == "2025-03-03T00:00:00Z"
    assert [step["id"] for step in workflow["snapshot"]["steps"]] == ["ask", "assign"]


def test_an_unknown_workflow_is_not_found(api: Api) -> None:
    reply = api.send("GET", "/export/workflows/7")
    assert (reply.status, reply.code, reply.message) == (404, "not_found", "Workflow not found")
