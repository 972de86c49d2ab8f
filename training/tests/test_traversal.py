import torch

from training.measure.traversal import FRAMES, laplacian_energy, traverse
from training.measure.traversal_numbers import summarise


def test_the_laplacian_of_one_dot_is_that_of_the_kernel():
    dot = torch.zeros(1, 1, 28, 28)
    dot[0, 0, 10, 10] = 1
    assert torch.isclose(laplacian_energy(dot), torch.tensor((16 + 4) / 784.0))


def test_only_pairs_of_different_digits_count_as_recognised():
    read = torch.arange(10).view(10, 1, 1, 1).expand(10, 10, 4, len(FRAMES))  # never changes
    numbers = summarise(read, torch.zeros(read.shape), seed=0)
    assert numbers["recognised"] == [0] * len(FRAMES)
    assert numbers["byPair"]["3>3"] == [1] * len(FRAMES)
    assert numbers["byPair"]["3>4"] == [0] * len(FRAMES)


def test_a_traversal_of_a_linear_network_moves_by_one_step_length_a_frame():
    class Linear(torch.nn.Module):
        def forward(self, x):
            return x.flatten(1)[:, :10]

    start = torch.full((1, 1, 28, 28), 0.0)
    frames = dict(traverse(Linear(), start, torch.tensor([3])))
    assert list(frames) == list(FRAMES)
    # Twenty steps of .05 reach 1 and the box holds it there.
    assert torch.isclose(frames[50].flatten()[3], torch.tensor(1.0))
    assert frames[300].sum() == 1
