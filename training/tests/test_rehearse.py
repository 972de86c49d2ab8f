from dataclasses import replace

import pytest

from training import checkpoint, configs, rehearse
from training.tests.families import TINY


@pytest.mark.parametrize("model_id", ["photos-resnet-standard", "photos-resnet-robust"])
def test_a_rehearsal_trains_stops_resumes_and_exports_and_keeps_nothing(
    model_id, tmp_path, monkeypatch
):
    config = replace(configs.load(model_id), shape={**TINY, "antialiased": True}, batch=2)
    monkeypatch.setattr(configs, "load", lambda _: config)
    before = checkpoint.RUNS
    found = rehearse.rehearse(config, "cpu", tmp_path)
    assert before == checkpoint.RUNS
    assert found["seconds"] > 0
    # 60 epochs of 34 247 batches of two.
    assert found["hours"] == pytest.approx(60 * 34_247 * found["seconds"] / 3600)
    assert (tmp_path / "weights" / f"{model_id}-to-relu5_x" / "card.json").exists()
