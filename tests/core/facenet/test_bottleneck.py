"""PCA against scikit-learn's, Joint Bayesian against the likelihoods that it stands for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.decomposition import PCA

from core.errors import TrainingError
from core.evaluation.all_pairs import hold_out
from core.facenet.bottleneck import fit_joint_bayesian, fit_pca


def people(random: np.random.Generator, count: int, each: int) -> tuple[np.ndarray, np.ndarray]:
    """Persons vary along some axes, one person's faces along others."""
    own, varies = np.diag([2.0, 2, 0.2, 0.2]), np.diag([0.2, 0.2, 3, 3])
    labels = np.repeat(np.arange(count), each)
    values = (random.normal(size=(count, 4)) @ own)[labels] + random.normal(size=(count * each, 4)) @ varies
    return values.astype(np.float32), labels


def test_pca_is_the_references(random: np.random.Generator) -> None:
    values, _ = people(random, 50, 3)
    mine, theirs = fit_pca(values, 2).apply(values), PCA(2).fit_transform(values)
    assert np.allclose(np.abs(mine), np.abs(theirs), atol=1e-3)
    with pytest.raises(TrainingError, match="no 9 directions"):
        fit_pca(values, 9)


def test_joint_bayesian_is_the_likelihood_ratio(random: np.random.Generator) -> None:
    values, labels = people(random, 3000, 3)
    found = fit_joint_bayesian(values, labels)
    distances, same = found.all_pairs(values[:30], labels[:30])
    own, varies = np.diag([4, 4, 0.04, 0.04]), np.diag([0.04, 0.04, 9, 9])
    both = own + varies
    one = multivariate_normal(np.zeros(8), np.block([[both, own], [own, both]]))
    two = multivariate_normal(np.zeros(8), np.block([[both, 0 * own], [0 * own, both]]))
    left, right = np.triu_indices(30, 1)
    pairs = np.concatenate([values[left], values[right]], axis=1)
    ratios = one.logpdf(pairs) - two.logpdf(pairs)
    assert np.corrcoef(-distances, ratios)[0, 1] > 0.99
    assert same.sum() == 30


def test_joint_bayesian_tells_apart_what_plain_distance_does_not(random: np.random.Generator) -> None:
    values, labels = people(random, 400, 3)
    learned, judged = labels < 200, labels >= 200
    found = fit_joint_bayesian(values[learned], labels[learned])
    better = hold_out(values[judged], labels[judged], compare=found.all_pairs)
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    assert better.auc > 0.95 > 0.75 > hold_out(unit[judged], labels[judged]).auc


def test_one_face_each_teaches_nothing() -> None:
    with pytest.raises(TrainingError, match="Nobody has two faces"):
        fit_joint_bayesian(np.eye(4, dtype=np.float32), np.arange(4))
