"""The garbage collector belongs to the GUI thread."""

from __future__ import annotations

import gc
import threading

from app.garbage import GarbageCollector


def test_no_other_thread_collects(qapp: object) -> None:
    gc.enable()
    collector = GarbageCollector()
    threads: set[int] = set()

    def note(phase: str, info: dict[str, int]) -> None:
        threads.add(threading.get_ident())

    gc.callbacks.append(note)
    try:
        thread = threading.Thread(target=_make_garbage)
        thread.start()
        thread.join()
        assert threads == set()
        assert collector.collect() is not None
        assert threads == {threading.get_ident()}
        assert collector.collect() is None
    finally:
        gc.callbacks.remove(note)
        collector.stop()
    assert gc.isenabled()


def _make_garbage() -> None:
    for _ in range(5000):
        circle: list[object] = []
        circle.append(circle)
