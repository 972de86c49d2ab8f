import torch

from training import shipped
from training.measure import fooled


class Brightness(torch.nn.Module):
    """Ten classes, of which two are ever read: 1 for pictures brighter than a half, else 0."""

    def forward(self, x):
        brighter = 100 * (x.flatten(1).mean(dim=1) - 0.5)
        others = torch.full((len(x), 8), -1e3)
        return torch.cat([torch.stack([-brighter, brighter], 1), others], 1)


def pictures(*brightness):
    return torch.tensor(brightness).view(-1, 1, 1, 1).expand(-1, 1, 4, 4).contiguous()


# A radius moves the mean of 4 x 4 pixels by a quarter of itself.
X, Y = pictures(0.9, 0.6, 0.1, 0.45), torch.tensor([1, 1, 1, 0])


def test_a_picture_is_fooled_where_the_ball_reaches_the_border_and_one_misread_before_nowhere():
    found = fooled.fool(Brightness(), X, Y, radii=(0.1, 0.3, 0.5))
    assert {eps: rows.tolist() for eps, (rows, _, _) in found.items()} == {
        0.5: [1, 3],
        0.3: [3],
        0.1: [],
    }
    rows, moved, read = found[0.5]
    assert read.tolist() == [0, 1]
    lengths = (moved - X[rows]).flatten(1).norm(dim=1)
    assert torch.all(lengths <= 0.5 + 1e-5) and torch.all(lengths > 0.49)


def test_opinions_count_who_reads_the_new_digit_and_who_the_true_one():
    found = fooled.fool(Brightness(), X, Y, radii=(0.5,))
    told = fooled.opinions(
        {"same": Brightness(), "blind": lambda x: torch.eye(10)[[1] * len(x)]}, found, Y
    )
    assert told[0.5] == {"fooled": 2, "same": {"new": 2, "true": 0}, "blind": {"new": 1, "true": 1}}


def test_a_summary_says_what_is_right_and_of_what_fools_how_much_is_agreed_with():
    nothing = {"new": 0, "true": 0}
    chunk = {
        eps: {"fooled": 0, **dict.fromkeys(fooled.JUDGES, nothing)} for eps in fooled.RADII[:-1]
    } | {
        fooled.RADII[-1]: {
            "fooled": 4,
            **dict.fromkeys(fooled.JUDGES, {"new": 3, "true": 1}),
        }
    }
    numbers = fooled.summary([chunk, chunk], right=18, of=20)
    assert numbers["clean"] == 0.9
    assert numbers["accuracy"] == [0.9] * 5 + [0.5]
    judge = numbers["judges"][fooled.JUDGES[0]]
    assert judge["new"] == [None] * 5 + [0.75] and judge["newInterval95"][0] is None
    assert judge["changed"] == [0] * 5 + [0.3]


def test_what_was_measured_is_of_the_networks_that_ship():
    measured = shipped.read_json(fooled.RESULT)
    assert measured["radii"] == list(fooled.RADII)
    for name in (*fooled.MODELS, *fooled.JUDGES):
        assert measured["weights"][name] == shipped.sha256_of(name)
    for numbers in measured["models"].values():
        # Balls lie inside one another.
        assert numbers["accuracy"] == sorted(numbers["accuracy"], reverse=True)
