"""How a network's weights begin, where PyTorch's own way is not wanted."""

import torch
from torch import nn


def wide(net, std):
    """Truncated normal weights (cut at two deviations) and biases of `std`, in place.

    With std 0.1 this is how TensorFlow's old tutorial network began, which the MNIST challenge of
    Madry et al. took over. PyTorch's own spread for the first dense layer here is about .01.
    """
    for layer in net.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.trunc_normal_(layer.weight, std=std, a=-2 * std, b=2 * std)
            nn.init.constant_(layer.bias, std)
    return net


def from_layers(net, layers, images):
    """Begin with the convolutions of another network of the same widths, in place.

    layers: the other's, batch norm folded in, as `layout.to_layers` gives them. images: [n, 3,
    height, width] in [0, 1], some of those to learn from. Dense layers keep their first weights.

    A folded kernel k and bias b have no norm to learn with. Each norm is set to undo what it does:
    with the mean m and the variance v of k * x over `images`, its running statistics are m and v,
    its weight sqrt(v + eps) and its bias m + b, so that in eval mode it gives k * x + b.
    """
    for name, path in net.convolutions.items():
        kernel, bias = (torch.from_numpy(array.copy()) for array in layers[name])
        conv, norm = net.get_submodule(path), net.get_submodule(net.batch_norms[name])
        conv.weight.data.copy_(kernel.permute(3, 2, 0, 1))
        norm.bias.data.copy_(bias)
    handles = [
        net.get_submodule(path).register_forward_pre_hook(_undo)
        for path in net.batch_norms.values()
    ]
    net.eval()
    with torch.no_grad():
        net(images)
    for handle in handles:
        handle.remove()
    return net


def _undo(norm, inputs):
    """Sets a batch norm, whose bias is that of the folded convolution, to give input + bias."""
    variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), unbiased=False)
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_(torch.sqrt(variance + norm.eps))
    norm.bias.add_(mean)
