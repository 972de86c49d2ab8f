import torch

from training import evaluate
from training.configs import Attack


class Brightness(torch.nn.Module):
    """Two classes: brighter than a half on average, or darker."""

    def forward(self, x):
        brighter = 100 * (x.flatten(1).mean(dim=1) - 0.5)
        return torch.stack([-brighter, brighter], 1)


ATTACK = Attack("l2", 1.0, 5, 0.5)  # moves the mean of 4 x 4 pixels by up to a quarter


def survivors(brightness, labels, restarts=2):
    torch.manual_seed(0)
    x = torch.tensor(brightness).view(-1, 1, 1, 1).expand(-1, 1, 4, 4).contiguous()
    return evaluate.survivors(Brightness(), x, torch.tensor(labels), ATTACK, restarts).tolist()


def test_a_picture_survives_where_the_ball_does_not_reach_the_border():
    assert survivors([0.9, 0.6, 0.1, 0.4], [1, 1, 0, 0]) == [True, False, True, False]


def test_a_batch_that_is_broken_before_the_last_restart_is_no_error():
    assert survivors([0.6, 0.4], [1, 0]) == [False, False]
    assert survivors([0.6, 0.4], [0, 1]) == [False, False]
