"""A worker that is killed again and again while it embeds faces anew."""

from __future__ import annotations

import os
import signal
from typing import Any

from core.worker import Worker, run_child

LIFE = 5  # photos


def run_dying_child(*args: Any) -> None:
    """The child's main function; it is killed after a few photos."""
    from core.store import models

    put = models.Models.put
    done = 0

    def put_or_die(*args: Any) -> None:
        nonlocal done
        put(*args)
        done += 1
        if done == LIFE:
            os.kill(os.getpid(), signal.SIGKILL)

    models.Models.put = put_or_die  # type: ignore[method-assign]
    run_child(*args)


class DyingWorker(Worker):
    """Starts the child above."""

    _child = staticmethod(run_dying_child)
