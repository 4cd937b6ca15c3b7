"""The languages of `actions.yaml` and of the overlay, as typed models.

Every key is documented where it is declared and an unknown key is refused. The languages are data:
no templates, no expressions beyond a dotted path. The models check one value at a time; what must
hold between values is checked by `lint`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .answer_format import DottedPath, ErrorRules, IdKind, KnownError
from .strict_model import Model

CATALOG_FORMAT = 1
ACTION_NAME_PATTERN = r"^[a-zA-Z0-9_-]{1,80}$"

Effect = Literal["read", "write", "destroy"]
Returns = Literal["json", "empty", "text", "binary", "redirect"]
BodyKind = Literal["json", "form", "multipart", "text", "binary"]
Style = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject"]
MediaType = Annotated[
    str, Field(pattern=r"^[0-9A-Za-z!#$&^_.+-]+/[0-9A-Za-z!#$&^_.+-]+(; ?[ -~]+)?$")
]
ServerUrl = Annotated[str, Field(pattern=r"^https?://[^/\s]+(/\S*)?[^/\s]$")]


class Auth(Model):
    """How a connection proves who it is."""

    scheme: Literal["bearer", "header", "basic", "none"] = Field(
        description="bearer: `Authorization: Bearer TOKEN`; basic: user and password; "
        "header: the token alone in the header `name`; none: nothing is sent."
    )
    name: str | None = Field(default=None, description="The header of the scheme `header`.")

    @model_validator(mode="after")
    def _name_goes_with_header(self) -> Auth:
        if (self.scheme == "header") != (self.name is not None):
            raise ValueError("`name` belongs to the scheme `header`, and only to it")
        return self


class VersionHeader(Model):
    """The header that selects a version of the API."""

    header: str = Field(description="Name of the header.")
    default: str = Field(description="Sent when the connection names no version.")
    pattern: str = Field(description="Dated versions that are accepted, as a regular expression.")
    named: tuple[str, ...] = Field(default=(), description="Named versions, sent as given.")
    aliases: dict[str, str] = Field(
        default_factory=dict, description="Spelling a user may write -> version that is sent."
    )
    known: tuple[str, ...] = Field(
        default=(),
        description="The descriptions that the catalog covers, oldest first. Entries name them in "
        "ranges of this order; versions are never compared in another way.",
    )
    same_as: dict[str, str] = Field(
        default_factory=dict,
        description="Version -> the one whose description holds for it as well.",
    )
    snapshots: dict[str, str] = Field(
        default_factory=dict,
        description="Description -> version of which it is an earlier state; what only the "
        "earlier state has is still looked up there.",
    )


class Send(Model):
    """Where a pager writes, each as `query.NAME` or `data.PATH`."""

    cursor: DottedPath | None = Field(default=None, description="Takes the cursor just read.")
    page: DottedPath | None = Field(default=None, description="Takes the number of the next page.")
    size: DottedPath | None = Field(default=None, description="Takes the page size.")


class Pager(Model):
    """How to get the page after this one. All reads are dotted paths into the JSON answer."""

    style: Literal["cursor", "page", "url"] = Field(
        description="cursor: send back what `next` holds; page: count up; "
        "url: `next` holds the address of the next page, used only on the same origin."
    )
    send: Send = Field(default=Send(), description="Which params the pager sets.")
    next: DottedPath | None = Field(
        default=None,
        description="Where the cursor or address of the next page is. Missing or null: last page. "
        "A pager of style `page` may name one too: missing or null there also ends the pages.",
    )
    page: DottedPath | None = Field(
        default=None, description="Where the answer says which page it is (style `page`)."
    )
    total_pages: DottedPath | None = Field(
        default=None, description="Where the answer says how many pages there are (style `page`)."
    )
    first_page: int = Field(default=1, description="Number of the first page (style `page`).")
    items: DottedPath = Field(
        default="data", description="Where the list is; an entry may say otherwise."
    )
    stop_when_empty: bool = Field(
        default=False, description="An empty list is the last page, whatever `next` holds."
    )
    max_size: int | None = Field(
        default=None, ge=1, description="Largest page size the API takes; unknown when absent."
    )

    @model_validator(mode="after")
    def _complete(self) -> Pager:
        if self.style == "cursor" and not (self.send.cursor and self.next):
            raise ValueError("style `cursor` needs `send.cursor` and `next`")
        if self.style == "page" and not self.send.page:
            raise ValueError("style `page` needs `send.page`")
        if self.style == "url" and not self.next:
            raise ValueError("style `url` needs `next`")
        return self


class Pages(Model):
    """Which pager an action uses, and what differs from it."""

    pager: str = Field(description="A pager of the header.")
    items: DottedPath | None = Field(
        default=None, description="Where the list is, when it is not where the pager says."
    )
    max_size: int | None = Field(
        default=None, ge=1, description="Largest page size, when it is not the pager's."
    )
    max_items: int | None = Field(
        default=None, ge=1, description="The API lists no more than this many and then stops."
    )


class Waiter(Model):
    """How to wait for a job: which action to poll, and what its answer says. Reads are dotted."""

    action: str = Field(description="The read that is polled; `wait` takes its params.")
    state: DottedPath = Field(description="Where the answer says how the job stands.")
    done: tuple[str, ...] = Field(min_length=1, description="States of success.")
    failed: tuple[str, ...] = Field(default=(), description="States of failure.")
    pending: tuple[str, ...] = Field(
        min_length=1,
        description="States to wait on. A state that is in none of the three is an error, not a "
        "reason to wait for ever.",
    )
    delay_s: float = Field(default=1.0, gt=0, description="Seconds before the second look.")
    max_delay_s: float = Field(default=30.0, gt=0, description="Longest pause, seconds.")
    timeout_s: float = Field(default=3600.0, gt=0, description="Seconds until giving up.")


Source = Annotated[str, Field(pattern=r"^(params\.[^\s]+|call\.started_at)$")]


class Check(Model):
    """How to find out whether a call that broke off happened all the same.

    A source is `params.PATH`, a place in the params of the broken call, or `call.started_at`, the
    UNIX time in seconds at which it began. The check runs `action` and looks for a thing that is
    the same as what the call would have made.
    """

    needs: tuple[DottedPath, ...] = Field(
        default=(), description="Params the broken call must have had for this check to apply."
    )
    action: str = Field(description="A read of the catalog.")
    params: dict[str, Any] = Field(default_factory=dict, description="Fixed params of that read.")
    fill: dict[DottedPath, Source] = Field(
        default_factory=dict, description="Param of the read -> source of its value."
    )
    items: DottedPath | None = Field(
        default=None,
        description="Where the answer lists the candidates; absent: the answer is the only one, "
        "or, where the action has pages, what they list.",
    )
    same: dict[DottedPath, Source] = Field(
        default_factory=dict,
        description="Place in a candidate -> source of the value that it must have. What the "
        "broken call did not say is not compared. Texts are compared without markup, case and "
        "spacing, numbers and their digits as text.",
    )
    fixed: dict[DottedPath, str] = Field(
        default_factory=dict, description="Place in a candidate -> text that it must have."
    )
    like: dict[DottedPath, Source] = Field(
        default_factory=dict,
        description="As `same`, for texts that the API may rewrite: where only these differ, the "
        "check does not say that it was not done.",
    )
    since: DottedPath | None = Field(
        default=None,
        description="Where a candidate says when it was made, UNIX seconds: older ones are not it.",
    )
    missing: Literal["not_done", "unknown"] = Field(
        description="What it means when there is none: `unknown` where the read lags behind."
    )


class WordRule(Model):
    """The words that a catalog promises to have everywhere."""

    languages: tuple[str, ...] = Field(
        min_length=1, description="Every action has aliases in these languages, as ISO 639 codes."
    )


class Header(Model):
    """The first YAML document of `actions.yaml`."""

    catalog: Literal[1] = Field(description="Version of this file format.")
    title: str = Field(min_length=1, description="Name of the API, for people.")
    servers: dict[str, ServerUrl] = Field(
        min_length=1,
        description="Region -> base URL without a closing slash; the first is the default.",
    )
    auth: Auth = Field(description="How a connection proves who it is.")
    version: VersionHeader | None = Field(
        default=None, description="The header that selects a version of the API, if it has one."
    )
    existing_id: str | None = Field(
        default=None,
        description="Regular expression whose first group finds, in the message of a conflict, "
        "the id of what exists already.",
    )
    health: str | None = Field(
        default=None, description="A cheap read that tells whether a connection works."
    )
    error_type: str | None = Field(
        default=None,
        description="`type` of a body that is an error, whatever the status says.",
    )
    pending_job: str | None = Field(
        default=None,
        description="Regular expression that tells, in the message of a 429, that a job is under "
        "way, and not that the rate limit is used up.",
    )
    personal: tuple[str, ...] = Field(
        default=(),
        description="Fields that hold personal data, wherever they stand in params and answers.",
    )
    words: WordRule | None = Field(
        default=None,
        description="That every action, param and field has words; absent: none are promised.",
    )
    errors: tuple[KnownError, ...] = Field(
        default=(), description="Errors that any action may answer with."
    )
    ids: dict[str, IdKind] = Field(
        default_factory=dict, description="Kinds of ids by name: what gives them, what takes them."
    )
    pagers: dict[str, Pager] = Field(default_factory=dict, description="Pagers by name.")
    waiters: dict[str, Waiter] = Field(default_factory=dict, description="Waiters by name.")


class Entry(Model):
    """One action of the second YAML document, keyed by its name."""

    request: str = Field(
        pattern=r"^(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|TRACE) /\S*$",
        description="Method and path template; its placeholders are the path params.",
    )
    versions: tuple[str, ...] = Field(
        default=(),
        description="Where it exists, as single versions and ranges FIRST..LAST; absent: anywhere.",
    )
    group: str = Field(min_length=1, description="Group the action is listed under.")
    summary: str = Field(description="One line: what the action does, in the catalog's own words.")
    hint: str | None = Field(
        default=None, description="When to use it, when not, and what to expect; own words."
    )
    aliases: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Language -> the words by which people ask for the action; own words.",
    )
    effect: Effect = Field(description="read changes nothing; destroy loses something.")
    idempotent: bool = Field(
        description="Whether sending it twice does no more than sending it once."
    )
    irreversible: bool = Field(description="Whether no other action can undo it.")
    pages: str | Pages | None = Field(
        default=None, description="A pager's name, or that and what differs; absent: one page."
    )
    reconcile: tuple[Check, ...] = Field(
        default=(),
        description="How to find out whether a broken call happened; the first that applies runs.",
    )
    returns: Returns = Field(
        description="The body of a success; redirect: the answer is the `Location` header."
    )
    accept: str | None = Field(default=None, description="`Accept` header when it is not JSON.")
    query: tuple[str, ...] = Field(default=(), description="Params sent in the query.")
    headers: tuple[str, ...] = Field(default=(), description="Params sent as headers.")
    body: BodyKind = Field(default="json", description="How the param `data` is encoded.")
    content_type: MediaType | None = Field(
        default=None, description="Media type of the body, if not the usual one of its kind."
    )
    styles: dict[str, Style] = Field(
        default_factory=dict,
        description="Query param -> how a list or object is written, if not as repeated keys. "
        "form: one key, values joined by commas.",
    )
    wire_names: dict[str, str] = Field(
        default_factory=dict, description="Param -> its name on the wire, where they differ."
    )
    deprecated: bool = Field(default=False, description="Whether the API advises against it.")

    @property
    def use(self) -> Pages | None:
        """`pages` in its long form."""
        return Pages(pager=self.pages) if isinstance(self.pages, str) else self.pages


class Omission(Model):
    """Operations of the document that are left out."""

    reason: str = Field(min_length=1, description="Why they are left out.")
    operations: tuple[str, ...] = Field(
        min_length=1, description="Each as `METHOD /path`, spelled as in the document."
    )


class IdRule(Model):
    """Ids in bodies are taken as text or as a number, whichever the document declares."""

    reason: str = Field(min_length=1, description="Why ids are lenient.")
    match: str = Field(description="Regular expression for the property names that are ids.")


class Rules(Model):
    """Differences that hold everywhere; they are applied before `differences`."""

    ids: IdRule | None = Field(default=None, description="Lenient ids in bodies.")


class Change(Model):
    """One deliberate difference from the document, with its reason."""

    actions: tuple[str, ...] = Field(default=(), description="Actions it applies to, by name.")
    shared: tuple[str, ...] = Field(default=(), description="Shared parts it applies to, by name.")
    reason: str = Field(min_length=1, description="Why the catalog differs, in one line.")
    source: str | None = Field(default=None, description="Where that is documented: a URL or name.")
    at: str = Field(
        default="",
        pattern=r"^(/.*)?$",
        description="JSON pointer into the schema where `schema` is merged, or into the schema of "
        "the answer where `returns` is; the root by default.",
    )
    entry: dict[str, Any] = Field(
        default_factory=dict,
        description="Merged into the entry: `query` and `headers` are appended to, any other "
        "value replaces what is there, null removes it.",
    )
    schema_: dict[str, Any] = Field(
        default_factory=dict,
        alias="schema",
        description="An RFC 7396 merge patch: null deletes, lists replace. Only `required` is "
        "united with what is there; `required: null` deletes it. Facts only: words live in the "
        "catalog's own files.",
    )
    returns: dict[str, Any] = Field(
        default_factory=dict,
        description="The same for the schema of a success; of a shared part, one of "
        "schemas/returns/shared/ by its name in the document.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Change:
        if not (self.actions or self.shared):
            raise ValueError("`actions` or `shared` says what the difference applies to")
        if not (self.entry or self.schema_ or self.returns):
            raise ValueError("`entry`, `schema` or `returns` says what differs")
        if self.schema_ and self.returns and self.at:
            raise ValueError("`at` leads into `schema` or into `returns`, not into both")
        if self.shared and self.entry:
            raise ValueError("a shared part has no entry")
        return self


class Overlay(Model):
    """`schemas/overlay.yaml`: everything in which a catalog differs from its document."""

    labels: dict[str, str] = Field(
        default_factory=dict,
        description="File of a document -> version it describes, where that is not `info.version`.",
    )
    names: dict[str, str] = Field(
        default_factory=dict,
        description="Operation, spelled `METHOD /path` -> name of its action, where the one made "
        "of method and path is too long.",
    )
    omit: tuple[Omission, ...] = Field(default=(), description="Operations that are left out.")
    header: dict[str, Any] = Field(
        default_factory=dict,
        description="Keys of the header; each replaces what the document gives for it.",
    )
    rules: Rules = Field(default=Rules(), description="Differences that hold everywhere.")
    parts: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="Shared parts written by hand: name -> JSON Schema 2020-12, put beside the "
        "document's own, or in place of one, before any difference is applied. They refer to one "
        "another as `NAME.json`. Facts only, like the differences.",
    )
    errors: ErrorRules = Field(
        default=ErrorRules(), description="Which errors to expect, and when they come."
    )
    differences: tuple[Change, ...] = Field(
        default=(), description="Single differences, applied in this order."
    )
