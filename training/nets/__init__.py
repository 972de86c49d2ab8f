"""Architectures, one file each: image batch -> dictionary of named activations."""

from training.nets.mnist_cnn import MnistCnn
from training.nets.mnist_judge import MnistJudge

ARCHITECTURES = {net.name: net for net in (MnistCnn, MnistJudge)}


def build(name, folded=False):
    """A freshly initialised network. Seed PyTorch before calling this.

    folded: as it ships, each batch norm merged into the convolution before it.
    """
    return ARCHITECTURES[name](folded=folded)
