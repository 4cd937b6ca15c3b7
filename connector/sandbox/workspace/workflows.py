"""Workflows: only their export. No action makes or changes one."""

from __future__ import annotations

from ..iso_times import iso_time
from ..messages import Json, not_found
from ..routes import Call, Routes
from .admins import workspace_number

routes = Routes()


@routes.reads("GET /export/workflows/{id}")
def export_workflow(call: Call) -> Json:
    """The whole definition of one workflow."""
    workflow = call.records.get("workflows", call.path["id"])
    if workflow is None:
        raise not_found("Workflow not found")
    return {
        "export_version": "1.0",
        "exported_at": iso_time(call.now),
        "app_id": workspace_number(call.records),
        "workflow": {
            "id": workflow["id"],
            "title": workflow["title"],
            "description": workflow.get("description"),
            "trigger_type": workflow["trigger_type"],
            "state": workflow["state"],
            "target_channels": workflow.get("target_channels", []),
            "preferred_devices": workflow.get("preferred_devices", []),
            "created_at": iso_time(workflow["created_at"]),
            "updated_at": iso_time(workflow["updated_at"]),
            "targeting": workflow.get("targeting", {}),
            "snapshot": workflow.get("snapshot", {}),
            "attributes": workflow.get("attributes", []),
            "embedded_rules": workflow.get("embedded_rules", []),
        },
    }
