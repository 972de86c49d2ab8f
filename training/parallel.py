"""Several processes, each with a share of every batch:

    torchrun --nproc_per_node 2 -m training.train cifar-resnet-robust

Every process has the whole data set and draws the same order, so that the batch of a step is the
same pictures however many share it. Batch norm sees a process's own share only, and crops and
perturbations are drawn by each for itself: the loss follows the single process's within noise.
"""

import os

import torch
from torch import distributed
from torch.nn.parallel import DistributedDataParallel


class Team:
    """The processes that train together: this one's rank, how many they are, and on what."""

    def __init__(self, rank=0, size=1, kind="cpu"):
        self.rank, self.size, self.kind = rank, size, kind

    @property
    def leads(self):
        """Whether this process writes and reports."""
        return self.rank == 0

    def share(self, rows):
        """This process's part of a batch; a remainder that cannot be shared evenly is left out."""
        return rows[: len(rows) // self.size * self.size][self.rank :: self.size]

    def wrap(self, net):
        """The network as the update runs it: gradients are averaged over the processes."""
        return DistributedDataParallel(net) if self.size > 1 else net

    def any(self, wanted):
        """Whether one of the processes wants it, so that all do the same."""
        if self.size == 1:
            return wanted
        votes = torch.tensor(float(wanted), device=self.device(self.kind))
        distributed.all_reduce(votes)
        return votes.item() > 0

    def device(self, kind):
        """This process's own device."""
        return f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if kind == "cuda" else kind


ALONE = Team()


def join(device):
    """The team that torchrun started this process in, or a team of one."""
    size = int(os.environ.get("WORLD_SIZE", 1))
    if size == 1:
        return ALONE
    distributed.init_process_group("nccl" if device == "cuda" else "gloo")
    team = Team(distributed.get_rank(), size, device)
    if device == "cuda":
        torch.cuda.set_device(team.device(device))
    return team
