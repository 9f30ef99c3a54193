"""The baselines: against pytorch-metric-learning where it has them, else against their definitions."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from pytorch_metric_learning import distances as reference_distances
from pytorch_metric_learning import losses as reference

from core.errors import TrainingError
from core.facenet.losses import (
    ANGLE,
    CENTRE_WEIGHT,
    CONTRASTIVE_MARGIN,
    SHARPNESS,
    VERIFICATION_WEIGHT,
    AngularObjective,
    CentreObjective,
    ContrastiveObjective,
    DeepId2Objective,
    SoftmaxObjective,
    TripletObjective,
    objective,
)

Embedded = tuple[torch.Tensor, NDArray[np.int64]]
RANDOM = torch.Generator()


def test_contrastive_is_the_references(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    squared = reference_distances.LpDistance(normalize_embeddings=False, p=2, power=2)
    theirs = reference.ContrastiveLoss(pos_margin=0, neg_margin=CONTRASTIVE_MARGIN, distance=squared)
    same = labels[:, None] == labels[None]
    distances = (vectors[:, None] - vectors[None]).square().sum(2)
    pushed = (CONTRASTIVE_MARGIN - distances[~same]).clamp(min=0)
    drawn = distances[same & ~torch.eye(40, dtype=torch.bool)].mean()
    loss, share = ContrastiveObjective().judge(3 * vectors, labels, RANDOM)
    assert float(loss) == pytest.approx(float(drawn + pushed.mean()), rel=1e-5)
    assert share == pytest.approx(float((pushed > 0).float().mean()))
    average_of_active = float(drawn + pushed[pushed > 0].mean())
    assert float(theirs(vectors, labels)) == pytest.approx(average_of_active, rel=1e-4)


def test_the_angular_margin_is_the_references(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    mine = AngularObjective(8, 6)
    theirs = reference.ArcFaceLoss(8, 6, margin=float(np.degrees(ANGLE)), scale=SHARPNESS)
    theirs.W.data = mine.directions.data.T.clone()
    loss, _ = mine.judge(vectors, labels, RANDOM)
    assert float(loss.detach()) == pytest.approx(float(theirs(vectors, labels).detach()), rel=1e-3)


def test_centres_draw_their_faces(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    mine, plain = CentreObjective(8, 6), SoftmaxObjective(8, 6)
    plain.load_state_dict({name: values for name, values in mine.state_dict().items() if name != "centres"})
    with torch.no_grad():
        mine.centres += 1
        added = mine.judge(vectors, labels, RANDOM)[0] - plain.judge(vectors, labels, RANDOM)[0]
    assert float(added) == pytest.approx(CENTRE_WEIGHT / 2 * float((vectors - 1).square().sum(1).mean()), rel=1e-3)


def test_identification_with_a_little_contrast(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    mine = DeepId2Objective(8, 6)
    with torch.no_grad():
        whole, _ = mine.judge(vectors, labels, RANDOM)
        contrast, _ = ContrastiveObjective().judge(vectors, labels, RANDOM)
        identified = torch.nn.functional.cross_entropy(mine.classifier(vectors), labels)
    assert float(whole) == pytest.approx(float(identified + VERIFICATION_WEIGHT * contrast), rel=1e-5)


def test_where_no_triplet_teaches_the_loss_is_zero() -> None:
    values = torch.eye(4).requires_grad_()
    loss, active = TripletObjective("semi-hard").judge(values, torch.arange(4), RANDOM)
    loss.backward()
    assert float(loss.detach()) == active == 0
    assert values.grad is not None


def test_an_unknown_loss_is_a_sentence() -> None:
    with pytest.raises(TrainingError, match="There is no loss “hinge”"):
        objective("hinge", "semi-hard", margin=0.2, people=2, dimension=2)
