"""The same small ResNet, trained on the worst perturbation it can find in an L2 ball."""

from training.configs._photos_small import robust

config = robust(
    "photos-resnet-robust-small",
    "small ResNet, robust (L2)",
    start="cifar-resnet-robust-antialiased",
    seed=30,
)
