"""VGG-11 at half width on the same photographs as the small ResNets; see _photos_small."""

from training.configs._photos_small import VGG_SMALL, standard

config = standard(
    "photos-vgg-standard-small",
    "small VGG, standard",
    architecture="vgg",
    shape=VGG_SMALL,
    start="cifar-vgg-standard",
    seed=31,
)
