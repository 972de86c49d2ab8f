import platform
import subprocess
import sys

import pytest

# Prints how many fresh pages the kernel gave to twenty large tensors, one after the other.
TWENTY = """
import resource, torch
from training import memory
if {keep}:
    assert memory.keep_freed()
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    torch.zeros(20_000_000).add_(1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
print(sum(faults() for _ in range(20)))
"""


def pages(keep):
    script = [sys.executable, "-c", TWENTY.format(keep=keep)]
    return int(subprocess.run(script, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_freed_memory_is_used_again_where_it_is_kept():
    assert pages(keep=True) < pages(keep=False) / 2
