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


def test_a_perturbation_towards_a_class_stays_in_its_ball():
    class Net(torch.nn.Module):
        def forward(self, x):
            return x.flatten(1)[:, :10] * 3

    x, target = torch.full((4, 3, 8, 8), 0.5), torch.tensor([0, 3, 5, 9])
    moved = altered.towards(Net(), x, target)
    assert ((moved - x).flatten(1).norm(dim=1) <= altered.EPS + 1e-5).all()
    assert (Net()(moved).argmax(1) == target).all()


def test_every_student_has_a_recipe_of_its_own_in_every_lesson():
    kinds = ("ordinary", *altered.RULES, "unaltered")
    ids = {students.config(student, kind).id for student in students.STUDENTS for kind in kinds}
    assert len(ids) == len(students.STUDENTS) * len(kinds)


def test_shares_have_an_interval():
    found = transfer.share(torch.tensor([True] * 30 + [False] * 70))
    assert (found["share"], found["of"]) == (0.3, 100)
    assert found["interval95"] == wilson(30, 100)
