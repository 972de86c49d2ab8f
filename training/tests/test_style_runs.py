import dataclasses

import pytest
import torch
from PIL import Image

from training import checkpoint, layout, nets, shipped, tfjs
from training.measure import style as measure
from training.style import posters, published, runs, variants
from training.style.variants import Variant
from training.tests.families import FAMILIES


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Tiny networks and pictures in place of the site's."""
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path / "weights")
    monkeypatch.setattr(runs, "FOLDER", tmp_path / "runs")
    monkeypatch.setattr(published, "FOLDER", tmp_path / "posters")
    monkeypatch.setattr(published, "RESULT", tmp_path / "style-transfer.json")
    monkeypatch.setattr(measure, "RESULT", tmp_path / "style.json")
    monkeypatch.setattr(variants, "PICTURES", tmp_path / "pictures")
    monkeypatch.setattr(variants, "CONTENTS", ("boat",))
    monkeypatch.setattr(variants, "SIZE", 32)
    monkeypatch.setattr(variants, "LBFGS", 3)
    monkeypatch.setattr(variants, "ADAM", 3)
    torch.manual_seed(2)
    for model_id, name in (("one", "resnet, anti-aliased"), ("two", "resnet, small stem")):
        architecture, config, _ = FAMILIES[name]
        net = checkpoint.freeze(nets.build(architecture, config))
        metadata = {"net": architecture, "config": net.config}
        files = tfjs.write(shipped.WEIGHTS / model_id, layout.to_layers(net), metadata, by="test")
        shipped.write_json(shipped.WEIGHTS / model_id / "card.json", {"shards": files[1:]})
    for part, name in (("contents", "boat"), ("styles", "dots")):
        path = variants.path_of(part, name)
        path.parent.mkdir(parents=True)
        Image.effect_noise((64, 64), 80).convert("RGB").save(path)
    shipped.write_json(tmp_path / "pictures" / "index.json", {"styles": [{"name": "dots"}]})
    few = {
        "plain": Variant("Plain", "one", size=32),
        "mixed": Variant("Mixed", "one", "two", size=32),
        "moved": Variant("Moved", "two", None, "fourier", True, size=32),
        "later": Variant("Later", "not-there-yet"),
    }
    for module in (runs, posters, measure):
        monkeypatch.setattr(module, "VARIANTS", few)
    return few


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["runs", *words])
    runs.main()


def test_what_was_computed_is_not_computed_again(site, monkeypatch, capsys):
    run(monkeypatch, *site)
    assert "later: its networks are not exported yet" in capsys.readouterr().out
    monkeypatch.setattr(runs, "compute", None)  # to call it would raise
    run(monkeypatch, *site)
    picture, facts = runs.result(site["mixed"], "boat", "dots")
    assert picture.shape == (1, 3, 32, 32)
    assert facts["loss"] == pytest.approx(facts["content"] + facts["style"], abs=2e-5)


def test_another_protocol_or_other_weights_are_another_result(site):
    plain, base = site["plain"], runs.kept(site["plain"], "boat", "dots")
    others = [
        dataclasses.replace(plain, size=48),
        dataclasses.replace(plain, style_layers={"relu2_x": 1}),
        site["mixed"],
        site["moved"],
    ]
    assert len({base, *(runs.kept(each, "boat", "dots") for each in others)}) == 5
    card = shipped.WEIGHTS / "one" / "card.json"
    shipped.write_json(card, {"shards": [{"sha256": "other"}]})
    assert runs.kept(plain, "boat", "dots") != base


def test_the_page_gets_every_result_that_is_there(site, monkeypatch):
    run(monkeypatch, "plain", "moved")
    posters.main()
    said = shipped.read_json(published.RESULT)
    assert set(said["variants"]) == {"plain", "moved"} == set(said["results"]["boat-dots"])
    assert said["variants"]["moved"]["optimizer"] == "adam"
    files = sorted(path.name for path in published.FOLDER.iterdir())
    assert files == ["boat-dots-moved.jpg", "boat-dots-plain.jpg"]
    assert Image.open(published.FOLDER / files[0]).size == (32, 32)


def test_what_is_published_is_kept_and_not_computed_again(site, monkeypatch):
    run(monkeypatch, "plain")
    monkeypatch.setattr("sys.argv", ["measure", "--judge", "two"])
    measure.main()
    posters.main()
    said, scored = (
        shipped.read_json(published.RESULT),
        shipped.read_json(measure.RESULT),
    )
    monkeypatch.setattr(runs, "FOLDER", runs.FOLDER.parent / "another-machine")
    monkeypatch.setattr(runs, "compute", None)  # to call it would raise
    run(monkeypatch, "plain")
    monkeypatch.setattr("sys.argv", ["measure", "--judge", "two"])
    measure.main()
    posters.main()
    for before, file in ((said, published.RESULT), (scored, measure.RESULT)):
        assert {**shipped.read_json(file), "commit": ""} == {**before, "commit": ""}
    assert len(list(published.FOLDER.iterdir())) == 1


@pytest.mark.parametrize("changed", ["weights", "picture", "protocol"])
def test_what_is_published_goes_when_what_it_was_made_of_changes(site, monkeypatch, changed):
    run(monkeypatch, "plain")
    posters.main()
    monkeypatch.setattr(runs, "FOLDER", runs.FOLDER.parent / "another-machine")
    if changed == "weights":
        shipped.write_json(shipped.WEIGHTS / "one" / "card.json", {"shards": [{"sha256": "other"}]})
    elif changed == "picture":
        Image.new("RGB", (64, 64)).save(variants.path_of("styles", "dots"))
    else:
        monkeypatch.setitem(variants.PROTOCOL, "style_weight", 3)
    posters.main()
    assert shipped.read_json(published.RESULT)["results"] == {}
    assert not list(published.FOLDER.iterdir())
