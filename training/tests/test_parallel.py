import os
import socket
from dataclasses import replace

import pytest
import torch
from torch import distributed, multiprocessing

from training import checkpoint, configs, parallel, train
from training.data.where import Pictures
from training.tests.families import ALEX, TINY

# Without batch norm, crops and perturbations, two halves of a batch are the batch.
EXACT = replace(
    configs.load("cifar-alexnet-standard"),
    id="exact",
    shape={**ALEX, "stem": "small", "grid": 0},
    bfloat16_weights=False,
    augment=False,
    epochs=3,
    batch=16,
)
NOISY = replace(
    configs.load("cifar-resnet-robust"),
    id="noisy",
    shape={**TINY, "stem": "small"},
    peak_rate=0.02,
    epochs=3,
    batch=16,
)


def data():
    generator = torch.Generator().manual_seed(6)
    labels = torch.arange(64) % 5
    images = 40 * labels.view(-1, 1, 1, 1) + torch.randint(60, (64, 3, 32, 32), generator=generator)
    return Pictures(images.to(torch.uint8), labels)


def run(folder, team=parallel.ALONE):
    """{id: (weights, loss of the last report)}; the leading process keeps them in a file, too."""
    checkpoint.RUNS = folder / str(team.size)
    results = {}
    for config in (EXACT, NOISY):
        lines = []
        net = train.train(config, data(), report=lines.append, team=team)
        loss = float(lines[-1].split("loss ")[1].split(",")[0]) if lines else None
        results[config.id] = (net.state_dict(), loss)
    if team.leads:
        torch.save(results, folder / f"{team.size}.pt")
    return results


def member(rank, port, folder):
    torch.set_num_threads(1)
    os.environ.update(
        MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), RANK=str(rank), WORLD_SIZE="2"
    )
    team = parallel.join("cpu")
    results = run(folder, team)
    torch.save(results["exact"][0], folder / f"rank{rank}.pt")
    # Only the second one's time is short, and only a common end lets both come back.
    seconds = (3600, 0.2)[rank]
    train.train(replace(EXACT, id="timed", epochs=1000), data(), seconds=seconds, team=team)
    distributed.destroy_process_group()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parallel")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    multiprocessing.spawn(member, (port, folder), nprocs=2)
    before = checkpoint.RUNS
    run(folder)
    checkpoint.RUNS = before
    return folder


def test_two_processes_learn_what_one_learns(folder):
    one, two = (torch.load(folder / f"{size}.pt") for size in (1, 2))
    for name, weights in one["exact"][0].items():
        assert torch.allclose(weights, two["exact"][0][name], atol=1e-4), name
    assert one["exact"][1] == pytest.approx(two["exact"][1], rel=0.02)
    # Batch norm sees half a batch, and perturbations are drawn anew: the same within noise.
    assert one["noisy"][1] == pytest.approx(two["noisy"][1], rel=0.15)


def test_both_processes_end_with_the_same_weights_and_one_checkpoint(folder):
    first, second = (torch.load(folder / f"rank{rank}.pt") for rank in (0, 1))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert torch.load(folder / "2" / "exact" / "checkpoint.pt")["done"]


def test_when_one_is_out_of_time_both_stop_and_what_they_learned_is_saved(folder):
    saved = torch.load(folder / "2" / "timed" / "checkpoint.pt")
    assert saved["step"] > 0 and not saved["done"]


def test_shares_are_equally_long_and_no_picture_is_in_two():
    rows = torch.arange(11)
    shares = [parallel.Team(rank, 3).share(rows).tolist() for rank in range(3)]
    assert shares == [[0, 3, 6], [1, 4, 7], [2, 5, 8]]
