"""The judge's twin that never saw an attack: was the first judge taught its verdict?

The first judge learned to read perturbations of the two networks as what they were made from, and
larger ones of the standard network than of the robust one. Whoever distrusts it for that may ask
this one: of the same architecture, trained on clean digits and on digits under the same noise.
"""

from training.configs import Config

config = Config(
    id="mnist-second-judge",
    title="MNIST, second judge",
    architecture="mnist-judge",
    examples="mixed",
    noise=0.4,
    bfloat16_weights=True,
    epochs=2,
    peak_rate=6e-3,
    seed=4,
)
