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


def test_what_the_program_is_made_of_is_looked_through_no_more(qapp: object) -> None:
    before = gc.get_freeze_count()
    collector = GarbageCollector()
    collector.settle()
    assert gc.get_freeze_count() > before + 10_000
    collector.stop()
    assert gc.get_freeze_count() == 0


def _make_garbage() -> None:
    for _ in range(5000):
        circle: list[object] = []
        circle.append(circle)
