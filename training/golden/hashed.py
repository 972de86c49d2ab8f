"""Numbers from an integer hash, the same as tests/hashed.ts makes, so that neither stores them."""

import numpy as np


def hashed(shape, seed, low=-1.0, high=1.0, start=0):
    """float64 in [low, high), each of them exact in float32 before it is scaled.

    Number i is the first 24 bits of Murmur3's finaliser of i + seed * 0x9E3779B9, in 32 bits.
    """
    count = int(np.prod(shape))
    h = np.arange(start, start + count, dtype=np.uint32)
    h += np.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        h ^= h >> np.uint32(shift)
        h *= np.uint32(factor)
    h ^= h >> np.uint32(16)
    unit = (h >> np.uint32(8)).astype(np.float64) / 2**24
    return (low + (high - low) * unit).reshape(shape)


def layers(shapes):
    """{layer: (kernel, bias)} float32 for {layer: kernel shape, output last}, batch norm folded.

    Layer number k takes seeds 2k + 1 and 2k + 2. Kernels are uniform with He's variance, 2 / inputs
    (He et al. 2015), so that activations neither die nor explode.
    """
    result = {}
    for k, (name, shape) in enumerate(shapes.items()):
        reach = (6 / np.prod(shape[:-1])) ** 0.5
        kernel = hashed(shape, 2 * k + 1, -reach, reach).astype(np.float32)
        bias = hashed(shape[-1:], 2 * k + 2, -0.1, 0.1).astype(np.float32)
        result[name] = (kernel, bias)
    return result
