"""The base of all models of the catalog's languages. Holds no language itself."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """What every part of the format shares: no unknown key, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
