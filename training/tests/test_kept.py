import pytest

from training import checkpoint
from training.measure.kept import Kept


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "RUNS", tmp_path)


def never():
    raise AssertionError("computed again")


def test_what_was_found_once_is_not_computed_again(runs):
    assert Kept("thing").found("a", lambda: [1, 2]) == [1, 2]
    assert Kept("thing").found("a", never) == [1, 2]


def test_another_setting_is_another_part(runs):
    kept = Kept("thing")
    kept.found("eps=1", lambda: 1)
    assert kept.found("eps=2", lambda: 2) == 2


def test_two_processes_do_not_overwrite_each_other(runs):
    one, other = Kept("thing"), Kept("thing")
    one.found("a", lambda: 1)
    other.found("b", lambda: 2)
    assert Kept("thing").found("a", never) == 1
    assert Kept("thing").found("b", never) == 2
