"""photos-vgg-robust-small once more, on pictures with even chroma; see _photos_even."""

from training.configs._photos_even import even
from training.configs.photos_vgg_robust_small import config as shipped

config = even(shipped)
