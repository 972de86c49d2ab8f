"""A ResNet of 1.2 million parameters on photographs of 84 pixels; see _photos_small."""

from training.configs._photos_small import standard

config = standard(
    "photos-resnet-standard-small",
    "small ResNet, standard",
    start="cifar-resnet-standard-antialiased",
    seed=30,
)
