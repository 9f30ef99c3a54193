"""The manifests that come with the program: complete, consistent, and honest about their thresholds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.errors import ModelError
from core.faces.manifest import BUILTIN, Manifest, manifest, manifest_of, manifests
from core.faces.weights import SOURCES


@pytest.fixture(params=list(manifests()))
def one(request: pytest.FixtureRequest) -> Manifest:
    return manifest(request.param)


def test_the_built_in_pack_comes_first_and_needs_nothing() -> None:
    assert next(iter(manifests())) == BUILTIN
    assert manifest(BUILTIN).to_fetch == ()
    assert not manifest(BUILTIN).licence.restricts


def test_every_file_can_be_had_and_known(one: Manifest) -> None:
    assert sorted(file.role for file in one.files) == ["detector", "embedder"]
    for file in one.files:
        if file.source:
            assert file.source in SOURCES
            continue
        assert file.url.startswith("https://")
        assert len(bytes.fromhex(file.sha256)) == 32
        assert file.size > 0
        assert file.name.endswith(".onnx")


def test_probability_falls_with_distance(one: Manifest) -> None:
    sure, even, never = (one.thresholds.probability(d) for d in (0.0, one.thresholds.middle, 4.0))
    assert sure > 0.99
    assert even == pytest.approx(0.5)
    assert never < 1e-6


def test_thresholds_grow_with_what_may_go_wrong(one: Manifest) -> None:
    assert 0 < one.thresholds.group < one.thresholds.verify < one.thresholds.suggest
    assert one.thresholds.measured_on.endswith(".")
    assert one.thresholds.group / one.thresholds.scale == pytest.approx(0.14, abs=0.005), "one rule groups them all"


def test_models_have_names_of_their_own() -> None:
    models = [one.model for one in manifests().values()]
    assert len(set(models)) == len(models)
    assert [manifest_of(model) for model in models] == list(manifests().values())
    assert manifest_of("somebody else's") is None


def test_an_unknown_pack_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"There is no pack “nonsense”\. The packs are: built-in"):
        manifest("nonsense")


def test_insightface_packs_come_from_its_own_model_zoo() -> None:
    """Asked in a process of its own: the package brings OpenCV along."""
    code = "from insightface.utils.storage import model_zoo_download_url as url; print(url('buffalo_l.zip'))"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True, text=True)
    large = manifest("insightface-buffalo-l")
    assert {file.url for file in large.files} == {done.stdout.split()[-1]}
    assert large.licence.restricts
    assert "non-commercial" in large.licence.terms
