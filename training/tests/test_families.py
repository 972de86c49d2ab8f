import pytest
import torch
from torch.nn import functional

from training import nets
from training.nets.parts import Blurred
from training.nets.resnet import RESNET18, RESNET50
from training.nets.vgg import VGG11, VGG16, VGG19
from training.tests.families import FAMILIES

OFFICIAL = {
    "resnet18": ("resnet", RESNET18, 64),
    "resnet50": ("resnet", RESNET50, 70),
    "vgg11": ("vgg", VGG11, 64),
    "vgg16_bn": ("vgg", {**VGG16, "batch_norm": True}, 33),
    "vgg19": ("vgg", VGG19, 40),
    "alexnet": ("alexnet", {}, 96),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_state_dict_of_torchvision_fits_and_gives_the_same_logits(name):
    torchvision = pytest.importorskip("torchvision")
    architecture, config, size = OFFICIAL[name]
    torch.manual_seed(0)
    theirs = getattr(torchvision.models, name)().eval()
    ours = nets.build(architecture, config).eval()
    ours.load_state_dict(theirs.state_dict())
    x = torch.rand(1, 3, size, size + 6)
    with torch.no_grad():
        assert torch.equal(ours(x), theirs(ours.normalise(x)))


@pytest.mark.parametrize("name", FAMILIES)
def test_the_layers_that_are_exported_are_all_that_there_are(name):
    architecture, config, _ = FAMILIES[name]
    net = nets.build(architecture, config, folded=True)
    paths = [*net.convolutions.values(), *(path for path, _ in net.dense.values())]
    kept = {f"{path}.{part}" for path in paths for part in ("weight", "bias")}
    assert kept == set(net.state_dict())


def test_a_fake_relu_lets_silent_coordinates_of_the_representation_through():
    architecture, config, shape = FAMILIES["vgg, three layers"]
    net = nets.build(architecture, config).eval()
    with torch.no_grad():
        net.classifier.get_submodule("3").bias.fill_(-1000)
    x = torch.rand(1, *shape, requires_grad=True)
    for fake in (False, True):
        representation = net.activations(x, fake_relu=fake)["representation"]
        (gradient,) = torch.autograd.grad(representation.sum(), x)
        assert representation.max() == 0
        assert gradient.any() == fake


def test_the_same_configuration_builds_the_same_network_again():
    for architecture, config, _ in FAMILIES.values():
        net = nets.build(architecture, config)
        again = nets.build(architecture, net.config)
        assert again.config == net.config
        assert again.state_dict().keys() == net.state_dict().keys()


@pytest.mark.parametrize("size", [(20, 24), (21, 24)])
def test_a_blurred_convolution_is_one_of_3x3_then_a_binomial_blur_then_every_second_pixel(size):
    torch.manual_seed(0)
    conv, x = Blurred(3, 4), torch.rand(2, 3, *size)
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    blur = (taps[:, None] * taps / taps.sum() ** 2).expand(4, 1, 4, 4)
    sharp = functional.conv2d(x, conv.weight, padding=1)
    expected = functional.conv2d(sharp, blur, stride=2, padding=1, groups=4)
    inside = (slice(None), slice(None), slice(1, -1), slice(1, -1))
    torch.testing.assert_close(conv(x)[inside], expected[inside])
    # A pattern as fine as the pixels leaves no trace.
    rows, columns = torch.meshgrid(torch.arange(20), torch.arange(20), indexing="ij")
    for pattern in ((rows + columns) % 2, rows % 2, columns % 2):
        fine = (2.0 * pattern - 1).expand(1, 3, 20, 20)
        assert conv(fine)[inside].abs().max() < 1e-5
