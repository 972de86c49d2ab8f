"""Projected gradient descent, built from small step rules (Madry et al. 2018, section 2.1).

A step rule is a function `step(x, gradient, origin) -> x` that moves images uphill. A plain move
is wrapped by the constraints it must keep, the innermost first:

    step = in_box(in_l2_ball(l2_step(0.5), eps=1.5))

Images are [n, channels, height, width] in [0, 1]; norms are over one whole image.
"""

import torch

# A gradient shorter than this is treated as this long: a saturated network gives zeros, and 0/0
# would turn the picture into NaN for good.
SMALLEST = 1e-12


def norms(x):
    """The L2 norm of each image, [n, 1, 1, 1]."""
    return x.flatten(1).norm(dim=1).view(-1, 1, 1, 1)


def l2_step(size):
    """Move by `size` in L2 norm along the gradient: x + size * g / |g|."""

    def step(x, gradient, origin):
        return x + size * gradient / norms(gradient).clamp_min(SMALLEST)

    return step


def linf_step(size):
    """Move every pixel by `size` along the sign of the gradient."""

    def step(x, gradient, origin):
        return x + size * gradient.sign()

    return step


def in_l2_ball(inner, eps):
    """Then pull back onto the L2 ball of radius eps around the origin, along the radius."""

    def step(x, gradient, origin):
        delta = inner(x, gradient, origin) - origin
        return origin + delta * (eps / norms(delta).clamp_min(SMALLEST)).clamp_max(1)

    return step


def in_linf_ball(inner, eps):
    """Then clamp every pixel to within eps of the origin."""

    def step(x, gradient, origin):
        delta = inner(x, gradient, origin) - origin
        return origin + delta.clamp(-eps, eps)

    return step


def in_box(inner):
    """Then clamp to valid pixels, [0, 1]. Clamping never moves further from a valid origin."""

    def step(x, gradient, origin):
        return inner(x, gradient, origin).clamp(0, 1)

    return step


def pgd_step(norm, eps, size):
    """The usual rule for a norm, "l2" or "linf": move, project onto the ball, then onto the box."""
    if norm == "l2":
        return in_box(in_l2_ball(l2_step(size), eps))
    if norm == "linf":
        return in_box(in_linf_ball(linf_step(size), eps))
    raise ValueError(f'Unknown norm "{norm}": use "l2" or "linf".')


def random_start(x, norm, eps):
    """A random point of the ball around x, in the box: uniform in volume (L2) or in the cube."""
    if norm == "linf":
        return (x + torch.empty_like(x).uniform_(-eps, eps)).clamp(0, 1)
    direction = torch.randn_like(x)
    direction = direction / norms(direction).clamp_min(SMALLEST)
    # Volume grows as radius^d; for d = 784 almost every point is near the shell.
    dimensions = x[0].numel()
    radius = eps * torch.rand(len(x), 1, 1, 1, device=x.device) ** (1 / dimensions)
    return (x + radius * direction).clamp(0, 1)


def gradient_of(objective, x):
    """d(sum of objective(x)) / dx; each image's own gradient, as images do not interact."""
    x = x.detach().requires_grad_(True)
    (gradient,) = torch.autograd.grad(objective(x).sum(), x)
    return gradient


def ascend(objective, x, step, steps, origin=None):
    """`steps` steps uphill on objective(x) -> [n], from x, constrained around origin (or x)."""
    origin = x if origin is None else origin
    for _ in range(steps):
        x = step(x, gradient_of(objective, x), origin)
    return x.detach()
