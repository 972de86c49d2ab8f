"""A network cut off after one of its activations: what style transfer asks for, and no more."""

from training import nets


def up_to(net, activation):
    """The same network without what comes after `activation`: a stage of a ResNet (relu4_x), or a
    convolution of a VGG (relu4_2). It has fewer layers and no head, and needs no weights of either.
    """
    names = list(net.activations_by_layers())
    if activation not in names:
        raise ValueError(f"A {net.name} can end with {', '.join(names)}, not with {activation}.")
    layers = net.activations_by_layers()[activation]
    config = {
        **net.config,
        "layers": layers,
        "widths": net.config["widths"][: len(layers)],
        "classes": 0,
    }
    short = nets.build(net.name, config)
    state = net.state_dict()
    short.load_state_dict({key: state[key] for key in short.state_dict()})
    return short
