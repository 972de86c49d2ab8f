"""Between PyTorch's layout and TF.js's: kernels, flattening, and batch norm folded away."""

import torch

from training.nets.parts import Blurred


def to_layers(net):
    """{layer: (kernel, bias)} as numpy, in TF.js's layout: HWIO for convolutions, [in, out] dense.

    Batch norm is folded: with the running mean m and variance v, weight w and bias b of the norm,
    y = w (conv(x) - m) / sqrt(v + eps) + b is a convolution whose kernel is scaled by
    w / sqrt(v + eps) and whose bias is b - w m / sqrt(v + eps). Computed in double precision.
    """
    layers = {}
    for name, path in net.convolutions.items():
        conv = net.get_submodule(path)
        kernel = conv.whole() if isinstance(conv, Blurred) else conv.weight
        kernel = kernel.detach().cpu().double()
        bias = None if conv.bias is None else conv.bias.detach().cpu().double()
        norm = net.get_submodule(net.batch_norms[name]) if name in net.batch_norms else None
        if isinstance(norm, torch.nn.BatchNorm2d):
            gain = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().cpu().double()
            kernel = kernel * gain.view(-1, 1, 1, 1)
            mean = norm.running_mean.cpu().double()
            shift = -mean if bias is None else bias - mean
            bias = norm.bias.detach().cpu().double() + shift * gain
        layers[name] = (kernel.permute(2, 3, 1, 0), bias)  # OIHW -> HWIO
    for name, (path, image) in net.dense.items():
        linear = net.get_submodule(path)
        kernel = linear.weight.detach().cpu().double()
        if image is not None:  # flattened as CHW here, as HWC there
            kernel = kernel.view(-1, *image).permute(0, 2, 3, 1).flatten(1)
        layers[name] = (kernel.t(), linear.bias.detach().cpu().double())
    return {name: (k.contiguous().numpy(), b.float().numpy()) for name, (k, b) in layers.items()}


def from_layers(net, layers):
    """Put TF.js-layout weights into a folded PyTorch network, the inverse of to_layers."""
    for name, path in net.convolutions.items():
        kernel, bias = (torch.from_numpy(array.copy()) for array in layers[name])
        conv = net.get_submodule(path)
        conv.weight.data = kernel.permute(3, 2, 0, 1).contiguous()
        conv.bias.data = bias
    for name, (path, image) in net.dense.items():
        kernel, bias = (torch.from_numpy(array.copy()) for array in layers[name])
        if image is not None:
            channels, height, width = image
            kernel = kernel.view(height, width, channels, -1).permute(2, 0, 1, 3).flatten(0, 2)
        linear = net.get_submodule(path)
        linear.weight.data = kernel.t().contiguous()
        linear.bias.data = bias
    return net
