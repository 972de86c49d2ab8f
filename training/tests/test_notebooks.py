"""The notebooks, executed cell by cell on small settings, and held to what the page computes."""

import json
import re
import sys

import numpy as np
import pytest
import torch

from training import shipped
from training.golden import weights
from training.measure import inversion
from training.measure.traversal import laplacian_energy
from training.style.transfer import transfer

NOTEBOOKS = shipped.ROOT / "notebooks"
NAMES = ["inversion", "style-transfer", "traversal"]


def read(name):
    return json.loads((NOTEBOOKS / f"{name}.ipynb").read_text())


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def run(monkeypatch):
    """run(name, **parameters): the names that a notebook has defined when its last cell is done.

    As Jupyter runs it, in its own folder; parameters are set, as papermill does it, after the cell
    that is tagged so. The cells are plain Python, so this needs no Jupyter.
    """

    def run(name, **parameters):
        monkeypatch.chdir(NOTEBOOKS)
        monkeypatch.setattr(sys, "path", list(sys.path))
        names = {"__name__": "__main__"}
        for cell in code(read(name)):
            source = compile("".join(cell["source"]), f"{name}.ipynb: {cell['id']}", "exec")
            exec(source, names)
            if "parameters" in cell["metadata"].get("tags", ()):
                assert parameters.keys() <= names.keys()
                names.update(parameters)
                parameters = {}
        assert parameters == {}, "no cell is tagged as that of the parameters"
        return names

    return run


def test_every_notebook_is_run_here():
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_stored_as_its_author_wrote_it_with_nothing_that_a_run_left(name):
    clear = f"clear it: jupyter nbconvert --clear-output --inplace notebooks/{name}.ipynb"
    notebook = read(name)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z-]{1,64}", cell_id) for cell_id in ids), "ids are words"
    for cell in code(notebook):
        assert cell["outputs"] == [] and cell["execution_count"] is None, clear
        assert cell["metadata"].keys() <= {"tags"}, clear
    written = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    assert written == (NOTEBOOKS / f"{name}.ipynb").read_text(), "not as Jupyter writes it"


@pytest.mark.parametrize("name", NAMES)
def test_files_that_a_notebook_names_are_there(name):
    text = "".join(line for cell in read(name)["cells"] for line in cell["source"])
    linked = re.findall(r"\]\((\.\./[^)]+)\)", text)
    assert linked and all((NOTEBOOKS / path).exists() for path in linked)
    assert f"](http://localhost:4321/embed/{name}/)" in text
    assert (shipped.ROOT / "src" / "components" / "figures" / name).is_dir()


def test_the_robust_network_makes_a_five_a_zero_that_the_judge_reads(run):
    names = run("traversal", STEPS=150, COUNT=2)
    walks, believed = names["walks"], names["believed"]
    for name, net in names["nets"].items():
        assert names["belief"](net, walks[name])[-1] > 0.99, "each is sure of its own work"
    assert believed["robust"][0] < 0.05 and believed["robust"][-1] > 0.9
    assert believed["standard"][-1] < 0.5
    grain = {name: float(laplacian_energy(walk[-1])) for name, walk in walks.items()}
    assert grain["robust"] < grain["standard"]
    assert names["read"]["robust"][0] == 0 and 1 <= names["read"]["robust"][-1] <= 2

    # And makes what the page makes: both are held to the same frames.
    facts = shipped.read_json(weights.FOLDER / "traversal.json")
    floats = np.fromfile(weights.FOLDER / facts["data"], "<f4")
    for name, model_id in zip(("standard", "robust"), facts["models"], strict=True):
        golden = next(one for one in facts["arrays"] if one["name"] == f"{model_id} frames")
        count, height, width, _ = golden["shape"]
        at = golden["offset"]
        expected = torch.from_numpy(floats[at : at + count * height * width].copy())
        expected = expected.view(count, 1, 1, height, width)
        found = names["traverse"](
            names["nets"][name], expected[0], facts["target"], facts["steps"], facts["step"]
        )
        assert torch.allclose(found, expected, atol=1e-3)


def test_an_inversion_comes_near_its_target_from_every_start(run):
    names = run("inversion", STEPS=30, SIDE=64, ROLL=0)
    for name in ("standard", "robust"):
        assert (names["reached"][name] < 0.6 * names["began"][name]).all()
    assert (names["judged"]["robust"] < names["judged"]["standard"]).all()

    # And is the one whose results the article quotes.
    net, target, starts = (names[name] for name in ("nets", "target", "starts"))
    with torch.no_grad():
        wanted = net["robust"].activations(target)["representation"]
    expected = inversion.invert(net["robust"], wanted, starts, steps=30, size=names["STEP"])
    assert torch.allclose(names["inverted"]["robust"], expected, atol=1e-4)


def test_style_transfer_brings_the_loss_down_and_the_painting_nearer_to_a_judge(run):
    names = run("style-transfer", SIZE=64, ITERATIONS=8)
    for course in names["courses"].values():
        assert course[-1] < 0.4 * course[0]
    assert names["judged"]["robust"] < names["judged"]["standard"] < names["judged"]["photograph"]

    # And is what the results on the page were computed with.
    found = transfer(
        names["nets"]["robust"],
        names["content"],
        names["style"],
        iterations=8,
        style_weight=names["STYLE_WEIGHT"],
    )
    expected, course = [one.total for one in found.losses], names["courses"]["robust"]
    assert course[:4] == pytest.approx(expected[:4], rel=1e-4)
    # A line search makes more of rounding with every iteration.
    assert course[-1] == pytest.approx(expected[-1], rel=0.05)
