"""What is true of a data set wherever it is used, beside the set in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """size: side of a picture in pixels; channels: of a picture; count: of the training pictures.

    classes: how many; names: what they are called, in the order of the labels, where that does not
       depend on the files.
    mean, std: of the training set, channel by channel, where the networks are normalised by them.
    eps: the L2 radius at which networks of this set are attacked, their layers too.
    steps: of that attack; linf: the radius in L-infinity, if it is asked for, too.
    trained_eps: the L2 radius inside which its robust networks learned.
    what: a picture's name in a sentence ("digits").
    quantisation: how much of the accuracy eight bits may cost.
    """

    size: int
    channels: int
    count: int
    classes: int
    eps: float
    trained_eps: float
    steps: int = 20
    linf: float | None = None
    what: str = "pictures"
    names: tuple = ()
    mean: tuple | None = None
    std: tuple | None = None
    quantisation: float = 0.002
