"""The same network, trained on the worst perturbation it can find in an L2 ball (Madry et al.).

eps 2.0: a digit's own L2 norm is about 9, and two different digits are about 10 apart, so a
   perturbation of norm 2 turns hardly any into another for us; fewer than all, as those made
   against a robust network aim at what a digit is.
5 steps of 0.7: 3.5 of path in a ball of diameter 4, so PGD can cross most of it from its random
   start and still turn. Five gradients to make a batch and one to learn from it cost about six
   times an ordinary epoch.
"""

from training.configs import Attack, Config
from training.data.mnist import FACTS

config = Config(
    id="mnist-cnn-robust",
    title="MNIST, robust (L2)",
    architecture="mnist-cnn",
    examples="adversarial",
    attack=Attack(norm="l2", eps=FACTS.trained_eps, steps=5, size=0.7),
    bfloat16_attack=True,
    epochs=10,
    peak_rate=2e-3,
    seed=2,
)
