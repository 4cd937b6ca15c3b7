"""The languages of what an action answers, refuses and needs ids for, as typed models.

Parts of the header of `actions.yaml` and of the overlay; the rest of both is in `format`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from .strict_model import Model

ErrorStatus = Annotated[int, Field(ge=400, le=599)]
DottedPath = Annotated[str, Field(pattern=r"^[^.\s]+(\.[^.\s]+)*$")]
IdPlace = Annotated[str, Field(pattern=r"^[^/\s]+(/[^/\s]+)*$")]


class KnownError(Model):
    """An error to expect: in the header, of every action."""

    status: ErrorStatus = Field(description="HTTP status.")
    code: str | None = Field(default=None, description="The API's own code; absent: it has none.")
    when: str = Field(min_length=1, description="When it comes, in the catalog's own words.")


class ActionError(KnownError):
    """An error of some actions: one that no document shows, or one that needs its own words."""

    actions: tuple[str, ...] = Field(min_length=1, description="Actions that answer with it.")
    source: str | None = Field(
        default=None,
        description="Where it is documented; needed where no document shows it.",
    )


class ErrorRules(Model):
    """What documents do not say of errors: their words, those of every action, missing ones."""

    common: tuple[KnownError, ...] = Field(
        default=(), description="Any action may answer with these; they go into the header."
    )
    words: dict[str, str | None] = Field(
        default_factory=dict,
        description="`STATUS CODE`, `CODE` or `STATUS` -> when it comes; the first that is there "
        "counts. Null: it never comes, whatever documents show.",
    )
    actions: tuple[ActionError, ...] = Field(default=(), description="Errors of single actions.")


class NameListing(Model):
    """A read that shows every thing of a kind: it is walked through all its pages and kept a while.

    All places but `items` are dotted paths into one item.
    """

    action: str = Field(description="A read of the catalog that answers with JSON.")
    params: dict[str, Any] = Field(default_factory=dict, description="Fixed params of that read.")
    items: DottedPath | None = Field(
        default=None,
        description="Where the answer of an action without pages lists the items; absent: it is "
        "the list, or the only item.",
    )
    fields: tuple[DottedPath, ...] = Field(
        min_length=1, description="What an item goes by: its name, its e-mail address."
    )
    id: DottedPath = Field(default="id", description="The id that is wanted.")
    tell: tuple[DottedPath, ...] = Field(
        default=(), description="What tells two of one name apart; shown where that is in doubt."
    )
    unless: DottedPath | None = Field(
        default=None, description="A truth value: an item that has it is gone, and has no name."
    )


class NameSearch(NameListing):
    """A read that is asked for one name, for things too many to list.

    What it shows counts only where one of `fields` is the name; what else it shows is passed over.
    """

    fill: tuple[DottedPath, ...] = Field(
        min_length=1, description="Params of the read that take the name."
    )
    when: str | None = Field(
        default=None,
        description="Regular expression of the whole names it is asked for; absent: of all.",
    )


class SelfRead(Model):
    """A read that tells to whom the token belongs."""

    action: str = Field(description="A read of the catalog that needs no params.")
    id: DottedPath = Field(default="id", description="Place of the id in its answer.")


class IdKind(Model):
    """One kind of id: the actions that give ids of it, and the params that take them.

    A place is the end of a trail of names. The trail of a path param is the path's fixed segments
    before it, then its name; that of a query param has `query` before the name, that of a place in
    a body all fixed segments of the path, then `data` and what follows. Of two places that fit, the
    longer counts.
    """

    given_by: tuple[str, ...] = Field(
        default=(), alias="from", description="Reads whose answers hold such ids, best first."
    )
    id: DottedPath = Field(
        default="id",
        description="Where in their answers the id is: the place in an item of the list, or in an "
        "answer that lists nothing.",
    )
    none: str | None = Field(
        default=None, description="Why no action gives it; in place of `from`."
    )
    to: tuple[IdPlace, ...] = Field(min_length=1, description="Places that take such an id.")
    names: tuple[NameListing, ...] = Field(
        default=(), description="Listings in which such an id is found by a name."
    )
    find: tuple[NameSearch, ...] = Field(
        default=(), description="Searches by which it is found. All that apply are made."
    )
    me: SelfRead | None = Field(
        default=None, description="What `me` stands for; absent: it is a name like any other."
    )
    pattern: str | None = Field(
        default=None,
        description="Regular expression: what matches it as a whole is taken for an id and never "
        "looked up. Absent: an id is known by its standing in a listing.",
    )

    @model_validator(mode="after")
    def _sources_or_reason(self) -> IdKind:
        if bool(self.given_by) == bool(self.none):
            raise ValueError("either `from` names actions or `none` says why there are none")
        if self.none and "id" in self.model_fields_set:
            raise ValueError("`id` is a place in the answers of `from`, and there are none")
        return self
