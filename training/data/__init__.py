"""The data sets by name; each has train(folder), test(folder), line(folder), INPUT and CLASSES."""

from training.data import cifar10, mnist

SETS = {"cifar10": cifar10, "mnist": mnist}
