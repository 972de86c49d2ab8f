"""The data sets by name; each has train(folder), test(folder), line(folder) and INPUT."""

from training.data import cifar10, mnist, photos

SETS = {"cifar10": cifar10, "mnist": mnist, "photos": photos}
