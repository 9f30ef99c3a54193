"""Loss and selection against pytorch-metric-learning, and by what they promise."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from pytorch_metric_learning import distances as reference_distances
from pytorch_metric_learning import losses, miners, reducers

from core.facenet.triplets import (
    MARGIN,
    Selection,
    hardest_of_a_set,
    positive_pairs,
    select,
    semi_hard,
    squared_distances,
    triplet_loss,
)

Embedded = tuple[torch.Tensor, NDArray[np.int64]]


def squared() -> reference_distances.LpDistance:
    return reference_distances.LpDistance(normalize_embeddings=False, p=2, power=2)


def all_triplets(labels: torch.Tensor) -> tuple[torch.Tensor, ...]:
    n = len(labels)
    a, p, n_ = torch.meshgrid(torch.arange(n), torch.arange(n), torch.arange(n), indexing="ij")
    good = (labels[a] == labels[p]) & (a != p) & (labels[a] != labels[n_])
    return a[good], p[good], n_[good]


def test_the_loss_of_all_triplets_is_the_references(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    reference = losses.TripletMarginLoss(margin=MARGIN, distance=squared(), reducer=reducers.MeanReducer())
    mine = triplet_loss(*(vectors[places] for places in all_triplets(labels)))
    assert float(mine.mean()) == pytest.approx(float(reference(vectors, labels)), rel=1e-5)


def test_semi_hard_triplets_are_the_references(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    miner = miners.TripletMarginMiner(margin=MARGIN, distance=squared(), type_of_triplets="semihard")
    theirs = {tuple(triplet) for triplet in torch.stack(miner(vectors, labels), 1).tolist()}
    pairs = positive_pairs(labels)
    mask = semi_hard(squared_distances(vectors, vectors), labels, pairs, margin=MARGIN)
    mine = {(*pairs[pair].tolist(), negative) for pair, negative in mask.nonzero().tolist()}
    assert len(mine) > 50
    assert mine == theirs


def test_the_hardest_negatives_are_the_references(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    anchors, positives, negatives = miners.BatchHardMiner(distance=squared())(vectors, labels)
    theirs = dict(zip(anchors.tolist(), negatives.tolist(), strict=True))
    chosen = select(vectors, labels, "hardest")
    assert len(chosen) == len(positive_pairs(labels)) == 40 * 4
    assert {(a, n) for a, _, n in chosen.tolist()} == set(theirs.items())
    offline = torch.stack([anchors, positives, negatives], 1)
    assert torch.equal(hardest_of_a_set(vectors, labels)[anchors.argsort()], offline[anchors.argsort()])


@pytest.mark.parametrize("how", ["semi-hard", "hardest", "random"])
def test_triplets_hold_two_of_one_person_and_a_stranger(how: Selection, embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    chosen = select(vectors, labels, how, generator=torch.Generator().manual_seed(3))
    anchor, positive, negative = chosen.T
    assert (labels[anchor] == labels[positive]).all()
    assert (anchor != positive).all()
    assert (labels[anchor] != labels[negative]).all()
    again = select(vectors, labels, how, generator=torch.Generator().manual_seed(3))
    assert torch.equal(chosen, again)


def test_the_nearest_semi_hard_negative_is_taken(embedded: Embedded) -> None:
    vectors, labels = embedded[0], torch.tensor(embedded[1])
    distances = squared_distances(vectors, vectors)
    for a, p, n in select(vectors, labels, "semi-hard").tolist():
        beyond = [d for i, d in enumerate(distances[a].tolist()) if labels[i] != labels[a] and d > distances[a, p]]
        assert float(distances[a, n]) == min(beyond)
        assert float(distances[a, n] - distances[a, p]) < MARGIN


def test_one_person_gives_no_triplets() -> None:
    vectors = torch.eye(4)
    assert len(select(vectors, torch.zeros(4, dtype=torch.long), "hardest")) == 0
    assert len(hardest_of_a_set(vectors, torch.zeros(4, dtype=torch.long))) == 0
