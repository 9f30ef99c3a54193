"""The hint that saves looking at a photo twice."""

from __future__ import annotations

import threading
from pathlib import Path

from core.store.contents import Contents
from core.store.library import Library


def test_a_content_is_known_from_the_commit_on_by_any_thread(tmp_path: Path) -> None:
    with Library(tmp_path) as library, Contents(tmp_path) as contents:
        assert not contents.has("aa", besides=0)
        library._db.execute("INSERT INTO photos (id, content_hash) VALUES (7, 'aa')")
        answers: list[bool] = []
        thread = threading.Thread(target=lambda: answers.append(contents.has("aa", besides=8)))
        thread.start()
        thread.join()
        assert answers == [True]


def test_a_photo_that_is_read_again_is_not_its_own_double(tmp_path: Path) -> None:
    with Library(tmp_path) as library, Contents(tmp_path) as contents:
        library._db.execute("INSERT INTO photos (id, content_hash) VALUES (7, 'aa')")
        assert not contents.has("aa", besides=7)
