"""Product catalogs for Fin: uploading one to an ecommerce connector, whole or in parts.

No action makes a connector, and none shows what is in a catalog: products are checked and not
kept. A sync ends by itself after some seconds of the sandbox's clock.
"""

from __future__ import annotations

from ..body import read_json
from ..messages import Answer, Json, Refusal, not_found
from ..records import Records
from ..routes import Call, Routes
from ..uploads import upload_in
from ..workspace.job_progress import LONGEST_S

routes = Routes()

MAX_FILE_BYTES = 99 * 1024 * 1024
SESSION_S = 86_400
"""How long an upload in parts waits for its next part."""


@routes.uploads("POST /ecommerce/connectors/{id}/catalog")
def upload_catalog(call: Call) -> Answer:
    """Take a catalog (202, its sync begins), a part of one (200), or the end of one (202)."""
    connector = call.records.get("ecommerce_connectors", call.path["id"])
    if connector is None:
        raise not_found("No connector found with the provided id.", "import_source_not_found")
    finalize = call.body.one_of("finalize", ("true", "false"))
    if finalize == "true":
        return _finalize(call, connector)
    if finalize == "false":
        return _take_part(call, connector)
    _check_catalog(call)
    _refuse_while_busy(call, connector)
    return _begin_sync(call, _add_upload(call, connector))


def _add_upload(call: Call, connector: Json) -> Json:
    number = call.records.next_number("catalog_uploads", 0x1F2C001)
    return call.records.add(
        "catalog_uploads",
        {
            "id": f"job_{number:08x}",
            "connector_id": connector["id"],
            "next_part": 1,
            "state": "open",
            "changed_at": call.now,
        },
    )


def _begin_sync(call: Call, upload: Json) -> Answer:
    call.records.save("catalog_uploads", {**upload, "state": "syncing", "changed_at": call.now})
    message = "Catalog received. Sync has started."
    data = {"import_job_id": upload["id"], "status": "processing", "message": message}
    return Answer(data, status=202)


def _latest(records: Records, connector: Json, state: str, since: int) -> Json | None:
    where = "connector_id = ? AND state = ? AND changed_at > ?"
    return records.first("catalog_uploads", where, (connector["id"], state, since))


def _refuse_while_busy(call: Call, connector: Json) -> None:
    """409 `sync_in_progress` while another catalog is on its way."""
    if _latest(call.records, connector, "syncing", call.now - LONGEST_S) is not None:
        busy = "A catalog upload is already in progress. Please wait for it to complete."
        raise Refusal(409, "sync_in_progress", busy)
    if _latest(call.records, connector, "open", call.now - SESSION_S) is not None:
        busy = "A multipart upload is already in progress. Use import_job_id to continue."
        raise Refusal(409, "sync_in_progress", busy)


def _session(call: Call, connector: Json) -> Json | None:
    """The upload a call goes on with; None when it names none."""
    id = call.body.text("import_job_id")
    if not id:
        return None
    upload = call.records.get("catalog_uploads", id)
    gone = upload is None or (
        upload["state"] == "open" and upload["changed_at"] <= call.now - SESSION_S
    )
    if upload is None or gone or upload["connector_id"] != connector["id"]:
        message = "No active upload session found for the provided import_job_id."
        raise not_found(message, "upload_session_not_found")
    return upload


def _no_job_id() -> Refusal:
    message = "Include import_job_id to continue an existing upload session."
    return Refusal(422, "import_job_id_required", message)


def _finalize(call: Call, connector: Json) -> Answer:
    upload = _session(call, connector)
    if upload is None:
        raise _no_job_id()
    if upload["state"] != "open":
        message = "Upload session cannot be finalized in its current state."
        raise Refusal(409, "upload_session_not_finalizable", message)
    return _begin_sync(call, upload)


def _take_part(call: Call, connector: Json) -> Answer:
    number = _part_number(call)
    upload = _session(call, connector)
    if upload is None:
        if number not in (None, 1):
            raise _no_job_id()
        _check_catalog(call)
        _refuse_while_busy(call, connector)
        upload, number = _add_upload(call, connector), 1
    elif upload["state"] != "open":
        message = "No active upload session found for the provided import_job_id."
        raise not_found(message, "upload_session_not_found")
    elif number is None:
        raise _no_number()
    else:
        _check_catalog(call)
    expected = upload["next_part"]
    if number > expected:
        raise Refusal(422, "invalid_part_number", f"Expected part {expected}, got {number}")
    # A part that was sent before is taken again and changes nothing.
    if number == expected:
        upload = {**upload, "next_part": expected + 1, "changed_at": call.now}
        call.records.save("catalog_uploads", upload)
    return Answer({"import_job_id": upload["id"], "next_part_number": upload["next_part"]})


def _no_number() -> Refusal:
    return Refusal(422, "invalid_part_number", "part_number must be a positive integer")


def _part_number(call: Call) -> int | None:
    try:
        number = call.body.whole("part_number")
    except Refusal as cause:
        raise _no_number() from cause
    if number is not None and number < 1:
        raise _no_number()
    return number


def _check_catalog(call: Call) -> None:
    """Refuse a file that is missing, too large, or no JSON array of objects."""
    upload = upload_in(call.body, "catalog")
    if upload is None:
        raise Refusal(400, "parameter_not_found", "catalog file is required")
    if len(upload.content) > MAX_FILE_BYTES:
        raise Refusal(422, "payload_too_large", "catalog file exceeds 99MB limit")
    try:
        products = read_json(upload.content)
    except ValueError:
        products = None
    if not isinstance(products, list):
        raise Refusal(422, "invalid_catalog_format", "catalog must be a JSON array")
    if not all(isinstance(product, dict) for product in products):
        message = "each item in the catalog array must be a JSON object"
        raise Refusal(422, "invalid_catalog_format", message)
