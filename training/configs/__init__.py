"""One file a model: everything that decides what it becomes, with the reasons beside the numbers.

`training/configs/mnist_cnn_robust.py` is the model `mnist-cnn-robust`, and so on.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Attack:
    """Perturbations that training (or evaluation) makes: PGD with a random start."""

    norm: str  # "l2" or "linf", over the whole image with pixels in [0, 1]
    eps: float  # radius of the ball
    steps: int
    size: float  # length of one step, in the same norm


@dataclass(frozen=True)
class Transfer:
    """Perturbations made on other, finished networks. `eps` is drawn from the list, per batch."""

    source: str  # model id
    eps: tuple[float, ...]
    steps: int = 5


@dataclass(frozen=True)
class Config:
    id: str
    title: str  # for people, in the page
    architecture: str  # a key of training.nets.ARCHITECTURES
    shape: dict = field(default_factory=dict)  # of a family: depth, widths, stem, head
    data: str = "mnist"  # a key of training.data.SETS
    examples: str = "clean"  # a key of training.examples.KINDS
    attack: Attack | None = None  # for examples = "adversarial"
    transfer: tuple[Transfer, ...] = ()  # for examples = "mixed"
    noise: float = 0.0  # for examples = "mixed": largest standard deviation of pixel noise
    # Make the perturbations (not the weight updates) in bfloat16: only the gradient's direction
    # matters there, and it is 2.5 times as fast on processors with AVX-512 bf16 and on GPUs.
    bfloat16_attack: bool = False
    bfloat16_weights: bool = (
        False  # the update's forward and backward pass too; weights stay float32
    )
    augment: bool = False  # random crops and mirror images
    label_smoothing: float = 0.0
    optimiser: str = "adamw"  # or "sgd", with momentum .9
    epochs: int = 1
    batch: int = 128
    peak_rate: float = 2e-3  # the learning rate at the top of its one cycle
    weight_decay: float = 0.0  # decoupled (AdamW), or part of the gradient (SGD)
    snapshots: tuple[float, ...] = ()  # shares of the training after which the weights are kept
    initial_std: float = 0.0  # spread of the first weights; 0 for PyTorch's own
    # Of the photographs: the sets whose colours are sharper get them at half the resolution.
    even_chroma: bool = False
    start: str = ""  # a shipped model of the same widths, whose convolutions are the first weights
    seed: int = 0


def load(model_id):
    """The configuration of a model, by its id."""
    module = model_id.replace("-", "_")
    if not (Path(__file__).parent / f"{module}.py").exists():
        raise SystemExit(f"No model called {model_id}. There are: {', '.join(ids())}")
    return import_module(f"training.configs.{module}").config


def ids():
    """The ids of all models, sorted."""
    files = Path(__file__).parent.glob("[a-z]*.py")
    return sorted(file.stem.replace("_", "-") for file in files)
