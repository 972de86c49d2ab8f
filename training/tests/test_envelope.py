import pytest

from training import shipped
from training.measure import envelope


@pytest.fixture
def two_networks(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path)
    shards = {"whole": ["a" * 64], "parted": ["b" * 64, "c" * 64]}
    for model_id, sums in shards.items():
        card = {"shards": [{"sha256": each} for each in sums]}
        shipped.write_json(tmp_path / model_id / "card.json", card)
    return tmp_path


def seal(path, numbers):
    envelope.write(
        path,
        numbers,
        by="python -m training.measure.thing",
        protocol={"steps": 3},
        networks=["whole", "parted", "whole"],
    )


def test_a_file_says_how_it_came_about_before_it_says_a_number(two_networks):
    seal(two_networks / "thing.json", {"answer": 42})
    said = shipped.read_json(two_networks / "thing.json")
    assert list(said) == ["by", "commit", "protocol", "weights", "answer"]
    assert said["protocol"] == {"steps": 3} and said["commit"]


def test_a_network_is_known_by_the_sum_of_all_its_shards(two_networks):
    seal(two_networks / "thing.json", {})
    weights = shipped.read_json(two_networks / "thing.json")["weights"]
    assert weights["whole"] == "a" * 64
    assert len(weights["parted"]) == 64 and weights["parted"] not in ("b" * 64, "c" * 64)


def test_numbers_do_not_overwrite_the_envelope(two_networks):
    with pytest.raises(ValueError, match="got its own .*weights"):
        seal(two_networks / "thing.json", {"weights": {}})


def test_a_network_that_does_not_ship_is_no_origin(two_networks):
    with pytest.raises(FileNotFoundError, match="nobody .*export it first"):
        envelope.seal("python -m training.measure.thing", {}, ["nobody"])
