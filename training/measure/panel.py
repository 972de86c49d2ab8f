"""Judges of style transfer that painted nothing themselves: three networks, and two that are none.

An AlexNet and two VGGs compare Gram matrices; the sliced Wasserstein distances compare patches and
colours.
"""

from training import shipped
from training.measure import wasserstein
from training.measure.kept import key_of
from training.measure.style import JUDGE
from training.measure.style_numbers import Judge
from training.style import variants

NETWORKS = {
    "alexnet": JUDGE,
    "vgg": "photos-vgg-standard-small",
    "robustVgg": "photos-vgg-robust-small",
}
OTHERS = ("patches", "colours")


def networks():
    """{name: the network that judges}."""
    return {name: Judge(shipped.load(model_id)) for name, model_id in NETWORKS.items()}


class Panel:
    """All judges of one pair, of pictures `size` pixels wide and high.

    nets: of networks(); kept: where what they said is kept.
    """

    def __init__(self, content, painting, nets, kept, size=variants.SIZE):
        self.pair, self.size = (content, painting), size
        self.photograph = variants.picture("contents", content, size)
        self.painting = variants.picture("styles", painting, size)
        self.nets, self.kept = nets, kept
        self.walls = wasserstein.Judge(self.photograph, self.painting)

    def scores(self, path):
        """{judge: distance to the painting} of the picture in a file, at full size."""
        key = key_of(
            *NETWORKS.values(),
            **wasserstein.SETTINGS,
            picture=f"{path.parent.name}/{path.name}",
            pair=self.pair,
            size=self.size,
        )
        return self.kept.found(key, lambda: self._scores(variants.read(path, self.size)))

    def _scores(self, picture):
        grams = {
            name: net.scores(picture, self.photograph, self.painting)["gram"]
            for name, net in self.nets.items()
        }
        return grams | self.walls.scores(picture)
