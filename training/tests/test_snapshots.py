from dataclasses import replace
from types import SimpleNamespace

import torch

from training import checkpoint, configs, export, shipped, train
from training.data import SETS
from training.data.where import Pictures
from training.tests.families import TINY


def test_each_snapshot_is_exported_as_a_model_of_its_own(tmp_path, monkeypatch):
    generator = torch.Generator().manual_seed(6)
    images = torch.randint(256, (24, 3, 16, 16), dtype=torch.uint8, generator=generator)
    data = Pictures(images, torch.randint(5, (24,), generator=generator))
    config = replace(
        configs.load("cifar-resnet-standard"),
        shape={**TINY, "stem": "small"},
        epochs=2,
        batch=8,
        snapshots=(0.5, 1.0),
    )
    source = SimpleNamespace(
        test=lambda path: data,
        line=lambda path: "noise",
        INPUT="pixels",
        FACTS=SETS["cifar10"].FACTS,
    )
    monkeypatch.setattr(checkpoint, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(configs, "load", lambda model_id: config)
    monkeypatch.setitem(export.SETS, "cifar10", source)
    train.train(config, data, report=lambda line: None)

    assert export.shares(config.id) == [0.5, 1.0]
    cards = [
        export.export(config.id, weights=tmp_path / "weights", share=share)
        for share in export.shares(config.id)
    ]
    assert [card["id"] for card in cards] == ["cifar-resnet-standard-50", "cifar-resnet-standard"]
    assert "after 50 % of its training" in cards[0]["title"]
    assert cards[0]["shards"] != cards[1]["shards"]
    assert "2 epochs on clean pictures, batch 8, SGD" in cards[1]["recipe"]
    net = shipped.load("cifar-resnet-standard-50", tmp_path / "weights")
    assert net.config["widths"] == [4, 6, 8, 10]
