"""An ordinary VGG-19 for photographs: what style transfer has always used."""

from training.configs._photos import VGG19, standard

config = standard(
    "photos-vgg-standard",
    "VGG-19, standard",
    architecture="vgg",
    shape=VGG19,
    peak_rate=0.1,
    seed=22,
)
