"""Other judges of what is published: who wins before each, and what all of them agree on."""

from training.measure import judges


class Likes:
    """A judge to whom some variants are near to the style and all others equally far."""

    def __init__(self, *names):
        self.names = names

    def scores(self, image, content, painting):
        return {"gram": float(image not in self.names), "content": 0.0, "highFrequency": 0.0}


# Two pairs; the results are their own names.
PICTURES = [("photograph", "painting", {name: name for name in judges.JUDGED})] * 2


def test_a_variant_wins_where_its_judge_finds_it_nearer():
    found = judges.verdict(Likes("robust"), PICTURES)
    assert {name: won["gram"] for name, won in found["wins"].items()} == {
        "robust over standard": 2,
        "photos-robust over photos-standard": 0,
        "photos-robust over robust": 0,
    }
    assert found["means"]["robust"]["gram"] == 0 and found["means"]["standard"]["gram"] == 1


def test_the_least_win_of_siblings_is_that_of_the_hardest_judge():
    found = {name: judges.verdict(Likes(name), PICTURES) for name in ("robust", "photos-robust")}
    assert judges.least(found) == {"fewest": 0, "of": 2}
    assert judges.least({"both": judges.verdict(Likes("robust", "photos-robust"), PICTURES)}) == {
        "fewest": 2,
        "of": 2,
    }
