"""An ordinary ResNet-50 for photographs."""

from training.configs._photos import RESNET50, standard

config = standard(
    "photos-resnet-standard",
    "ResNet-50, standard",
    architecture="resnet",
    shape=RESNET50,
    seed=21,
)
