"""Teaching a network: batches, loss, AdaGrad, checkpoints, and how it does on people whom it has never seen.

A batch that does not fit in memory is embedded in parts without keeping what leads there; the loss's slope at the
vectors is then carried back part by part (Gao et al., "Scaling deep contrastive learning batch size", 2021), which
gives the very gradient of the whole batch. Everything random follows from the seed and the number of the step.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import TrainingError
from core.facenet import checkpoint
from core.facenet.batches import Batches, Mix
from core.facenet.embedding import embed, to_input
from core.facenet.face_network import FaceNetwork
from core.facenet.faces import Faces, check_for_triplets
from core.facenet.harmonic import judge_mixed, relearn_last_layer
from core.facenet.losses import Objective, TripletObjective, objective
from core.facenet.networks import DIMENSION, SIZES, build
from core.facenet.triplets import MARGIN, hardest_of_a_set

CHUNK = 300  # faces that go through the network at once
LOWERED = 0.1  # the learning rate in the last third of a run
OFFLINE_EVERY, OFFLINE_SET = 40, 1200  # steps, faces: how often and among how many offline selection looks anew


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides how a network comes out. A run goes on only under the plan that it began with."""

    network: str = "nns2"
    size: tuple[int, int] = SIZES["nns2"]
    dimension: int = DIMENSION
    batch_norm: bool = True
    loss: str = "triplet"  # or one of `losses`, or "harmonic": triplets that mix in an old network's vectors
    selection: str = "semi-hard"  # or "hardest", "random", "offline"
    margin: float = MARGIN
    people: int = 45
    faces: int = 40
    strangers: int = 0
    rate: float = 0.05
    gathered: float = 0.0  # AdaGrad's sum of squared slopes at the start; 0 makes its first steps as long as the rate
    images: int = 1_000_000  # faces seen, counting repetitions
    seed: int = 1
    mirror: bool = True  # every second face is shown as its mirror image

    @property
    def mix(self) -> Mix:
        return Mix(self.people, self.faces, self.strangers)


class Training:
    """One run, in memory; `advance` takes steps."""

    def __init__(
        self,
        plan: Plan,
        seen: Faces,
        folder: Path,
        *,
        old: NDArray[np.float32] | None = None,
        start: FaceNetwork | None = None,
    ) -> None:
        """Goes on where a checkpoint in `folder` ends.

        A harmonic training needs `old`, the old network's vectors (n, d) of the faces. A training that begins, begins
        with the weights of `start`, or at random. Raises TrainingError where the checkpoint followed another plan, or
        no triplet can be made of `seen`.
        """
        check_for_triplets(seen.labels)
        if (plan.loss == "harmonic") != (old is not None):
            raise TrainingError("A harmonic training, and no other, needs the old vectors of the faces.")
        self.plan, self.seen, self.folder = plan, seen, folder
        self.old = None if old is None else torch.tensor(old)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(plan.seed)
        self.network = build(plan.network, dimension=plan.dimension, batch_norm=plan.batch_norm, size=plan.size)
        self.objective = _objective(plan, people=len(seen.names))
        self.network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.objective.to(self.device)
        taught = [*self.network.parameters(), *self.objective.parameters()]
        self.optimiser = torch.optim.Adagrad(taught, lr=plan.rate, initial_accumulator_value=plan.gathered)
        self.batches = Batches(seen.labels, plan.mix, seed=plan.seed)
        self.step = self.images = 0
        self.seconds = 0.0
        self.kept = torch.zeros((0, 3), dtype=torch.long)  # triplets of the last offline selection
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / checkpoint.FILE).exists():
            self._resume(checkpoint.load(folder / checkpoint.FILE))
        elif start is not None:
            self._start_with(start)

    @property
    def done(self) -> bool:
        return self.images >= self.plan.images

    def advance(self) -> tuple[float, float]:
        """One step: the loss, and the share of its terms that teach."""
        began = time.monotonic()
        torch.manual_seed(self.plan.seed * 1_000_003 + self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate * (1.0 if self.images < self.plan.images * 2 / 3 else LOWERED)
        places, fixed = self._next()
        pixels = self._pixels(places)
        labels = torch.tensor(self.seen.labels[places], device=self.device)
        generator = torch.Generator().manual_seed(self.plan.seed * 7_919 + self.step)
        old = None if self.old is None else self.old[places].to(self.device)
        self.network.train()
        self.optimiser.zero_grad()
        loss, active = self._learn(pixels, lambda values: self._judge(values, labels, fixed, old, generator))
        self.optimiser.step()
        self.step += 1
        self.images += len(places)
        self.seconds += time.monotonic() - began
        return loss, active

    def save(self) -> None:
        """Keeps everything that a later run needs."""
        state = {
            "plan": asdict(self.plan),
            "people": list(self.seen.names),
            "network": self.network.state_dict(),
            "objective": self.objective.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "images": self.images,
            "seconds": self.seconds,
            "kept": self.kept,
        }
        checkpoint.save(state, self.folder / checkpoint.FILE)

    # --- inside -----------------------------------------------------------------------------------

    def _resume(self, state: dict[str, Any]) -> None:
        before = state["plan"] | {"size": tuple(state["plan"]["size"])}
        now = asdict(self.plan)
        if other := [name for name in now if name != "images" and before.get(name) != now[name]]:
            raise TrainingError(f"The training in {self.folder} was begun with another {', '.join(other)}.")
        if state["people"] != list(self.seen.names):
            raise TrainingError(f"The training in {self.folder} was begun with other people.")
        self.network.load_state_dict(state["network"])
        self.objective.load_state_dict(state["objective"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.images, self.seconds = state["step"], state["images"], state["seconds"]
        self.kept = state["kept"]

    def _next(self) -> tuple[NDArray[np.int64], torch.Tensor | None]:
        """The faces of this step; with offline selection also which of them are triplets."""
        if self.plan.selection != "offline" or self.plan.loss != "triplet":
            return self.batches.batch(self.step), None
        if self.step % OFFLINE_EVERY == 0:
            self.kept = self._select_offline()
        random = np.random.default_rng([self.plan.seed, self.step])
        chosen = random.permutation(len(self.kept))[: max(1, self.plan.mix.most // 3)]
        places, where = np.unique(self.kept[chosen].numpy(), return_inverse=True)
        return places, torch.tensor(where.reshape(-1, 3))

    def _select_offline(self) -> torch.Tensor:
        subset = self.batches.batch(1_000_000 + self.step)
        more = np.random.default_rng([self.plan.seed, self.step, 1]).permutation(len(self.seen.labels))
        subset = np.unique(np.concatenate([subset, more[: max(0, OFFLINE_SET - len(subset))]]))
        vectors = torch.tensor(embed(self.network, self.seen.chips[subset]))
        triplets = hardest_of_a_set(vectors, torch.tensor(self.seen.labels[subset]))
        return torch.tensor(subset)[triplets]

    def _pixels(self, places: NDArray[np.int64]) -> torch.Tensor:
        chips = self.seen.chips[places]
        if self.plan.mirror:
            turned = np.random.default_rng([self.plan.seed, self.step, 2]).random(len(places)) < 0.5
            chips[turned] = chips[turned, :, ::-1]
        return to_input(chips).to(self.device)

    def _judge(
        self,
        values: torch.Tensor,
        labels: torch.Tensor,
        fixed: torch.Tensor | None,
        old: torch.Tensor | None,
        generator: torch.Generator,
    ) -> tuple[torch.Tensor, float]:
        if old is not None:
            return judge_mixed(values, labels, old, margin=self.plan.margin)
        if fixed is None:
            return self.objective.judge(values, labels, generator)
        assert isinstance(self.objective, TripletObjective)
        return self.objective.judge_these(values, fixed)

    def _start_with(self, network: FaceNetwork) -> None:
        """Takes over the weights; for a harmonic training the last layer is learned again."""
        if (network.name, network.size) != (self.plan.network, self.plan.size):
            raise TrainingError("The network to begin with is another one, or of another size.")
        try:
            self.network.load_state_dict(network.state_dict())
        except RuntimeError as error:
            raise TrainingError("The network to begin with is another one, or of another dimension.") from error
        if self.old is not None:
            features = embed(self.network, self.seen.chips, bottleneck=True)
            relearn_last_layer(self.network, features, self.old.numpy())

    def _learn(
        self, pixels: torch.Tensor, judge: Callable[[torch.Tensor], tuple[torch.Tensor, float]]
    ) -> tuple[float, float]:
        """Leaves the gradient of the whole batch on the weights."""
        if len(pixels) <= CHUNK:
            loss, active = judge(self._values(pixels))
            loss.backward()  # type: ignore[no-untyped-call]
            return float(loss.detach()), active
        parts = pixels.tensor_split(-(-len(pixels) // CHUNK))
        with torch.no_grad(), frozen_statistics(self.network):
            values = torch.cat([self._values(part) for part in parts])
        values.requires_grad_()
        loss, active = judge(values)
        loss.backward()  # type: ignore[no-untyped-call]
        assert values.grad is not None
        for part, slope in zip(parts, values.grad.tensor_split(len(parts)), strict=True):
            self._values(part).backward(slope)  # type: ignore[no-untyped-call]
        return float(loss.detach()), active

    def _values(self, pixels: torch.Tensor) -> torch.Tensor:
        """Before they are brought to length 1; in sixteen bits where a graphics card computes. Those of bfloat16, whose
        range is that of float32, so that slopes do not vanish."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.device.type == "cuda"):
            values: torch.Tensor = self.network.last(self.network.bottleneck(pixels))
        return values.float()


@contextmanager
def frozen_statistics(network: nn.Module) -> Iterator[None]:
    """Within, batch normalisation learns no running means: a batch that goes through twice counts once."""
    norms = [part for part in network.modules() if isinstance(part, nn.modules.batchnorm._BatchNorm)]
    before = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
    yield
    for norm, momentum in zip(norms, before, strict=True):
        norm.momentum = momentum


def _objective(plan: Plan, *, people: int) -> Objective:
    if plan.selection not in ("semi-hard", "hardest", "random", "offline"):
        raise TrainingError(f"There is no selection “{plan.selection}”.")
    selection = "hardest" if plan.selection == "offline" else plan.selection
    loss = "triplet" if plan.loss == "harmonic" else plan.loss
    return objective(loss, selection, margin=plan.margin, people=people, dimension=plan.dimension)  # type: ignore[arg-type]


def unseen_people(labels: NDArray[np.integer], *, share: float, seed: int) -> NDArray[np.bool_]:
    """Shape (n,): the faces of a random share of the people, who are kept from training."""
    people, person = np.unique(labels, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(people))
    return np.asarray(order[person] < share * len(people), np.bool_)
