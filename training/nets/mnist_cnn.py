"""The MNIST network whose pixels the article pushes about."""

from torch import nn
from torch.nn import functional as F


class MnistCnn(nn.Module):
    """Two 5x5 convolutions and two dense layers, 3 274 634 parameters.

    The network of the MNIST challenge of Madry et al. (2018, section 5 and appendix A), which is
    TensorFlow's old tutorial network: zero-padded convolutions, max pooling by 2.

    Input: [n, 1, 28, 28] in [0, 1], not normalised. Output: logits [n, 10].
    """

    name = "mnist-cnn"
    summary = (
        "conv 5x5x32, ReLU, max pool 2, conv 5x5x64, ReLU, max pool 2, dense 1024, ReLU, dense 10"
    )
    input_shape = (1, 28, 28)
    # What the export needs to know: {layer as it ships: its module here}. A dense layer that reads
    # flattened images states their shape, [channels, height, width]: TF.js has another order.
    convolutions = {"conv1": "conv1", "conv2": "conv2"}
    batch_norms = {}
    dense = {"fc1": ("fc1", (64, 7, 7)), "fc2": ("fc2", None)}
    config = {}

    def __init__(self, folded=False):  # no batch norm: folded changes nothing
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 5, padding=2)
        self.conv2 = nn.Conv2d(32, 64, 5, padding=2)
        self.fc1 = nn.Linear(64 * 7 * 7, 1024)
        self.fc2 = nn.Linear(1024, 10)

    def activations(self, x):
        """Every named activation, images as [n, channels, height, width]."""
        a = {}
        a["relu1"] = F.relu(self.conv1(x))
        a["pool1"] = F.max_pool2d(a["relu1"], 2)
        a["relu2"] = F.relu(self.conv2(a["pool1"]))
        a["pool2"] = F.max_pool2d(a["relu2"], 2)
        a["representation"] = F.relu(self.fc1(a["pool2"].flatten(1)))
        a["logits"] = self.fc2(a["representation"])
        return a

    def forward(self, x):
        return self.activations(x)["logits"]
