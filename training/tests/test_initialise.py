import torch

from training import initialise, nets


def test_wide_weights_have_the_spread_they_were_asked_for_and_no_outliers():
    torch.manual_seed(0)
    net = initialise.wide(nets.build("mnist-cnn"), 0.1)
    assert net.fc1.weight.abs().max() <= 0.2
    # Cut at two deviations, a normal distribution keeps .88 of its spread.
    assert abs(net.fc1.weight.std().item() - 0.088) < 0.001
    assert torch.equal(net.conv1.bias, torch.full((32,), 0.1))
