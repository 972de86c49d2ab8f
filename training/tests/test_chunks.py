import pytest

from training import chunks


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, length in (("one.npz", 2500), ("two.npz", 1000)):
        (folder / name).write_bytes(bytes(i * i % 251 for i in range(length)))
    return folder


def test_parts_are_small_and_make_the_same_files_again(data, tmp_path):
    assert chunks.split(data, tmp_path / "parts", 1000) == 4
    assert max(path.stat().st_size for path in (tmp_path / "parts").glob("*.0*")) == 1000
    done, missing = chunks.join(tmp_path / "parts", tmp_path / "again")
    assert (done, missing) == (["one.npz", "two.npz"], [])
    for name in done:
        assert (tmp_path / "again" / name).read_bytes() == (data / name).read_bytes()


def test_what_has_not_come_yet_is_named_and_the_rest_is_put_together(data, tmp_path):
    chunks.split(data, tmp_path / "parts", 1000)
    (tmp_path / "parts" / "one.npz.001").rename(tmp_path / "late")
    done, missing = chunks.join(tmp_path / "parts", tmp_path / "again")
    assert (done, missing) == (["two.npz"], ["one.npz.001"])
    (tmp_path / "late").rename(tmp_path / "parts" / "one.npz.001")
    assert chunks.join(tmp_path / "parts", tmp_path / "again") == (["one.npz", "two.npz"], [])


def test_a_damaged_part_is_refused_by_the_name_of_its_file(data, tmp_path):
    chunks.split(data, tmp_path / "parts", 1000)
    part = tmp_path / "parts" / "one.npz.001"
    part.write_bytes(bytes(1000))
    with pytest.raises(SystemExit, match="one.npz came damaged"):
        chunks.join(tmp_path / "parts", tmp_path / "again")
    assert not (tmp_path / "again" / "one.npz").exists()
