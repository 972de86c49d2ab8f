"""Architectures, one file each: image batch -> dictionary of named activations."""

from training.nets.alexnet import AlexNet
from training.nets.mnist_cnn import MnistCnn
from training.nets.mnist_judge import MnistJudge
from training.nets.resnet import ResNet
from training.nets.vgg import VGG

ARCHITECTURES = {net.name: net for net in (AlexNet, MnistCnn, MnistJudge, ResNet, VGG)}


def build(name, config=None, folded=False):
    """A freshly initialised network. Seed PyTorch before calling this.

    config: what its class takes, for the families that come in many shapes.
    folded: as it ships, each batch norm merged into the convolution before it.
    """
    return ARCHITECTURES[name](folded=folded, **(config or {}))
