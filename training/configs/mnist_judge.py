"""The judge that reads the frames: trained not to be talked into anything by someone else's noise.

Every batch is cut in four: clean digits, digits with Gaussian pixel noise of a random strength, and
digits perturbed against the standard and against the robust network (half the time away from the
truth, half the time towards a random digit, as the traversal does).

eps: up to 3 for the standard network, whose perturbations look like noise to us; up to 1.5 for the
   robust network, because larger ones begin to change what the digit is, and a label that is no
   longer true would teach the judge to ignore strokes.
noise 0.4: at that standard deviation we still read every digit.
"""

from training.configs import Config, Transfer

config = Config(
    id="mnist-judge",
    title="MNIST, judge",
    architecture="mnist-judge",
    examples="mixed",
    transfer=(
        Transfer("mnist-cnn-standard", eps=(1.0, 2.0, 3.0)),
        Transfer("mnist-cnn-robust", eps=(0.5, 1.0, 1.5)),
    ),
    noise=0.4,
    bfloat16_attack=True,
    epochs=5,
    peak_rate=6e-3,
    seed=3,
)
