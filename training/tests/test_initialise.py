import torch

from training import initialise, layout, nets


def test_wide_weights_have_the_spread_they_were_asked_for_and_no_outliers():
    torch.manual_seed(0)
    net = initialise.wide(nets.build("mnist-cnn"), 0.1)
    assert net.fc1.weight.abs().max() <= 0.2
    # Cut at two deviations, a normal distribution keeps .88 of its spread.
    assert abs(net.fc1.weight.std().item() - 0.088) < 0.001
    assert torch.equal(net.conv1.bias, torch.full((32,), 0.1))


def test_a_net_that_begins_with_anothers_convolutions_gives_its_activations():
    torch.manual_seed(0)
    shape = {"layers": [1, 1], "widths": [4, 6], "stem": "small", "antialiased": True}
    images = torch.rand(8, 3, 24, 24)
    other = nets.build("resnet", {**shape, "classes": 3})
    other.train()(0.5 * images)  # its batch norms have statistics of their own
    other.eval()
    begins = nets.build("resnet", {**shape, "classes": 5})
    initialise.from_layers(begins, layout.to_layers(other), images)

    expected = other.activations(images)
    # In training a norm has the statistics of its batch, here those that it was set by.
    for net in (begins.eval(), begins.train()):
        seen = net.activations(images)
        for name in ("stem", "relu2_x", "relu3_x", "representation"):
            torch.testing.assert_close(seen[name], expected[name], rtol=1e-4, atol=1e-5)
    assert seen["logits"].shape == (8, 5)


def test_a_medium_stem_begins_with_the_convolution_of_a_small_one():
    torch.manual_seed(0)
    shape = {"layers": [1], "widths": [4], "classes": 3}
    other = nets.build("resnet", {**shape, "stem": "small"}, folded=True)
    begins = nets.build("resnet", {**shape, "stem": "medium"})
    grey = torch.rand(8, 1, 1, 1).expand(8, 3, 24, 24)
    initialise.from_layers(begins, layout.to_layers(other), grey)
    assert torch.equal(begins.conv1.weight, other.conv1.weight)
    # A blur leaves a plain picture as it is.
    seen, expected = (net.activations(grey)["stem"] for net in (begins, other))
    torch.testing.assert_close(seen[:, :, 4:8, 4:8], expected[:, :, 8:12, 8:12])
