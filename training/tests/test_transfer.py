"""Labels and shares of the experiment on what networks have in common."""

import torch

from training.measure import transfer
from training.measure.style_numbers import wilson
from training.transfer import altered, students


def test_the_next_class_is_never_the_own_and_a_random_one_says_nothing_of_it():
    own = torch.arange(10).repeat(1000)
    assert ((altered.labels("next", own) - own) % 10 == 1).all()
    drawn = altered.labels("random", own)
    assert torch.equal(drawn, altered.labels("random", own))
    assert abs(float((drawn == own).float().mean()) - 0.1) < 0.01


def test_a_perturbation_towards_a_class_stays_in_its_ball_and_is_nearer_to_the_class():
    class Net(torch.nn.Module):
        """Reads mean colours, which no move changes much."""

        def forward(self, x):
            return x.mean((2, 3)) * 10

    x = torch.rand(8, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    target = torch.arange(8) % 3
    torch.manual_seed(0)
    pushed = altered.towards(Net(), x, target)
    assert ((pushed - x).flatten(1).norm(dim=1) <= altered.EPS + 1e-4).all()
    before, after = (torch.nn.functional.cross_entropy(Net()(p), target) for p in (x, pushed))
    assert after < 0.9 * before


def test_a_picture_is_moved_as_a_whole_and_within_its_margin():
    torch.manual_seed(0)
    x = torch.rand(2, 3, 12, 12)
    seen = {tuple(altered.moved(x).shape) for _ in range(8)}
    assert seen == {(2, 3, 12, 12)}
    # The middle of the picture stays in sight, whichever way it goes.
    middle = torch.zeros(1, 3, 12, 12)
    middle[..., 4:8, 4:8] = 1
    assert all(altered.moved(middle).sum() == middle.sum() for _ in range(20))
    assert altered.moved(x, by=0) is x


def test_every_student_has_a_recipe_of_its_own_in_every_lesson():
    kinds = ("ordinary", *altered.WAYS, "unaltered")
    ids = {students.config(student, kind).id for student in students.STUDENTS for kind in kinds}
    assert len(ids) == len(students.STUDENTS) * len(kinds)


def test_shares_have_an_interval():
    found = transfer.share(torch.tensor([True] * 30 + [False] * 70))
    assert (found["share"], found["of"]) == (0.3, 100)
    assert found["interval95"] == wilson(30, 100)
