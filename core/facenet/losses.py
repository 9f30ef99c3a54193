"""What a network is taught by: the triplet loss, and the losses that the sources compare it with.

An `Objective` is given the values before they are brought to length 1 and the labels of a batch, and answers with the
loss and the share of its terms that still teach something. Those that classify have weights of their own, one row for
each person of the training set.

Sources: Hadsell et al., 2006, and Sun et al., "DeepID2", 2014 (contrastive, beside identification); Taigman et al.,
"DeepFace", 2014 (softmax, the layer before it is the embedding); Wen et al., "A discriminative feature learning
approach", 2016 (centre loss); Deng et al., "ArcFace", 2019 (angular margin).
"""

from __future__ import annotations

from typing import Literal, get_args

import torch
from torch import nn
from torch.nn import functional

from core.errors import TrainingError
from core.facenet.triplets import MARGIN, Selection, positive_pairs, select, squared_distances, triplet_loss

Loss = Literal["triplet", "contrastive", "deepid2", "softmax", "centre", "angular"]
CONTRASTIVE_MARGIN = 1.0  # squared distance beyond which strangers are left alone
VERIFICATION_WEIGHT = 0.05  # of the contrastive part beside identification, as in DeepID2
CENTRE_WEIGHT = 0.003  # as published
ANGLE, SHARPNESS = 0.3, 24.0  # a smaller margin and scale than the published 0.5 and 64: few people, few faces
TINY = 1e-7

Judged = tuple[torch.Tensor, float]  # the loss, and the share of its terms that teach


class Objective(nn.Module):
    """What every loss here is."""

    def judge(self, values: torch.Tensor, labels: torch.Tensor, generator: torch.Generator, /) -> Judged:
        """values (n, d) as they leave the last layer, labels (n,)."""
        raise NotImplementedError


class TripletObjective(Objective):
    """One triplet for each anchor-positive pair."""

    def __init__(self, selection: Selection, *, margin: float = MARGIN) -> None:
        super().__init__()
        self.selection, self.margin = selection, margin

    def judge(self, values: torch.Tensor, labels: torch.Tensor, generator: torch.Generator, /) -> Judged:
        vectors = functional.normalize(values, dim=1)
        chosen = select(vectors, labels, self.selection, margin=self.margin, generator=generator)
        if not len(chosen):
            return values.sum() * 0, 0.0
        lacking = triplet_loss(*(vectors[column] for column in chosen.T), margin=self.margin)
        return lacking.mean(), float((lacking > 0).sum() / len(positive_pairs(labels)))

    def judge_these(self, values: torch.Tensor, chosen: torch.Tensor) -> Judged:
        """The same for triplets (t, 3) that were chosen before."""
        vectors = functional.normalize(values, dim=1)
        lacking = triplet_loss(*(vectors[column] for column in chosen.T), margin=self.margin)
        return lacking.mean(), float((lacking > 0).float().mean())


class ContrastiveObjective(Objective):
    """One person's faces are drawn together, strangers pushed beyond a margin, both weighing the same."""

    def judge(self, values: torch.Tensor, labels: torch.Tensor, _: torch.Generator, /) -> Judged:
        vectors = functional.normalize(values, dim=1)
        upper = torch.ones(len(labels), len(labels), dtype=torch.bool).triu(1)
        distances = squared_distances(vectors, vectors)
        same = (labels[:, None] == labels[None]) & upper
        other = upper & ~same
        pushed = (CONTRASTIVE_MARGIN - distances[other]).clamp(min=0)
        drawn = distances[same].sum() / same.sum().clamp(min=1)
        return drawn + pushed.mean(), float((pushed > 0).float().mean())


class SoftmaxObjective(Objective):
    """A classifier over the people of the training set; what it is given becomes the embedding."""

    def __init__(self, people: int, dimension: int) -> None:
        super().__init__()
        self.classifier = nn.Linear(dimension, people)

    def judge(self, values: torch.Tensor, labels: torch.Tensor, _: torch.Generator, /) -> Judged:
        scores = self.classifier(values)
        wrong = (scores.argmax(1) != labels).float().mean()
        return functional.cross_entropy(scores, labels), float(wrong)


class DeepId2Objective(SoftmaxObjective):
    """Identification, and a little contrast."""

    def __init__(self, people: int, dimension: int) -> None:
        super().__init__(people, dimension)
        self.contrast = ContrastiveObjective()

    def judge(self, values: torch.Tensor, labels: torch.Tensor, generator: torch.Generator, /) -> Judged:
        loss, wrong = super().judge(values, labels, generator)
        return loss + VERIFICATION_WEIGHT * self.contrast.judge(values, labels, generator)[0], wrong


class CentreObjective(SoftmaxObjective):
    """Softmax, and every face is drawn to its person's centre, which is learned too."""

    def __init__(self, people: int, dimension: int) -> None:
        super().__init__(people, dimension)
        self.centres = nn.Parameter(torch.zeros(people, dimension))

    def judge(self, values: torch.Tensor, labels: torch.Tensor, generator: torch.Generator, /) -> Judged:
        loss, wrong = super().judge(values, labels, generator)
        return loss + CENTRE_WEIGHT * (values - self.centres[labels]).square().sum(1).mean() / 2, wrong


class AngularObjective(Objective):
    """Softmax of cosines, the right one made harder by an angle."""

    def __init__(self, people: int, dimension: int) -> None:
        super().__init__()
        self.directions = nn.Parameter(functional.normalize(torch.randn(people, dimension), dim=1))

    def judge(self, values: torch.Tensor, labels: torch.Tensor, _: torch.Generator, /) -> Judged:
        cosine = functional.normalize(values, dim=1) @ functional.normalize(self.directions, dim=1).T
        right = cosine.gather(1, labels[:, None]).clamp(-1 + TINY, 1 - TINY)
        harder = torch.cos(torch.arccos(right) + ANGLE)
        scores = SHARPNESS * cosine.scatter(1, labels[:, None], torch.minimum(harder, right))
        return functional.cross_entropy(scores, labels), float((scores.argmax(1) != labels).float().mean())


def objective(loss: str, selection: Selection, *, margin: float, people: int, dimension: int) -> Objective:
    """The objective of this name. Raises TrainingError where there is none."""
    if loss == "triplet":
        return TripletObjective(selection, margin=margin)
    if loss == "contrastive":
        return ContrastiveObjective()
    classifiers: dict[str, type[Objective]] = {
        "deepid2": DeepId2Objective,
        "softmax": SoftmaxObjective,
        "centre": CentreObjective,
        "angular": AngularObjective,
    }
    if loss not in classifiers:
        raise TrainingError(f"There is no loss “{loss}”. The losses are: {', '.join(get_args(Loss))}.")
    return classifiers[loss](people, dimension)
