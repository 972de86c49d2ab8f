"""How peaky activations are, and their Gram matrices: `python -m training.measure.peaks`, 2 min.

Wang, Li and Vasconcelos (2021) hold that residual connections leave a few large activations among
many small ones, and that a Gram loss then serves those few. Measured here of every network that
ships and of two that learned nothing, on the site's own pictures at the size of style transfer:

peak: the largest activation over the mean. entropy: of the activations as shares of their sum, over
that of equal shares, so that 1 is flat. rank: of the Gram matrix, the exponential of the entropy of
its eigenvalues' shares, over the number of channels. Writes content/measured/peaks.json.
"""

import math

import torch

from training import nets, shipped
from training.measure import envelope
from training.nets import VGG
from training.style import variants
from training.style.objective import STYLE_LAYERS, gram

RESULT = shipped.MEASURED / "peaks.json"
SIZE = 128
SEED = 1
UNTRAINED = {
    "untrained-vgg": "cifar-vgg-standard",
    "untrained-resnet": "cifar-resnet-standard-antialiased",
}


def peak(features):
    return float(features.max() / features.mean())


def flatness(shares):
    """The entropy of shares that sum to 1, over the entropy of as many equal ones."""
    entropy = -torch.special.xlogy(shares, shares).sum()
    return float(entropy / math.log(shares.numel()))


def entropy(features):
    return flatness(features.flatten() / features.sum())


def rank(features):
    """The effective rank (Roy and Vetterli 2007) of the Gram matrix, as a share of the channels."""
    matrix = gram(features)
    values = torch.linalg.eigvalsh(matrix.double()).clamp_min(0)
    shares = values / values.sum()
    return math.exp(float(-torch.special.xlogy(shares, shares).sum())) / len(matrix)


MEASURES = {"peak": peak, "entropy": entropy, "rank": rank}


@torch.no_grad()
def measured(net, pictures):
    """{layers, peak, entropy, rank}: means over the pictures, layer by layer."""
    layers = STYLE_LAYERS[net.name]
    # As for style transfer: VGG with average pooling.
    options = {"average_pooling": True} if isinstance(net, VGG) else {}
    seen = [net.activations(picture, **options) for picture in pictures]
    found = {
        name: [round(sum(measure(each[layer]) for each in seen) / len(seen), 3) for layer in layers]
        for name, measure in MEASURES.items()
    }
    return {"layers": list(layers), **found}


def untrained(like):
    """A network of the shape of one that ships, with the weights it would begin with."""
    card = shipped.load(like)
    torch.manual_seed(SEED)
    return nets.build(card.name, card.config, folded=True).eval()


def families():
    """The ids of the networks for pictures, without those on their way."""
    return [
        model_id
        for model_id in shipped.ids(snapshots=False)
        if shipped.data_of(model_id) in ("cifar10", "photos")
    ]


def main():
    index = shipped.read_json(variants.PICTURES / "index.json")
    pictures = [
        variants.picture(part, each["name"], SIZE)
        for part in ("contents", "styles")
        for each in index[part]
    ]
    models = {model_id: measured(shipped.load(model_id), pictures) for model_id in families()}
    models |= {name: measured(untrained(like), pictures) for name, like in UNTRAINED.items()}
    for name, found in models.items():
        print(name, found, flush=True)
    envelope.write(
        RESULT,
        {"models": models},
        by="python -m training.measure.peaks",
        protocol={"size": SIZE, "pictures": len(pictures), "seed": SEED},
        networks=families(),
    )


if __name__ == "__main__":
    main()
