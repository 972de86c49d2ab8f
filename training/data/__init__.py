"""The data sets by name; each has train(folder), test(folder), line(folder), INPUT and FACTS."""

from training.data import cifar10, mnist, photos

SETS = {"cifar10": cifar10, "mnist": mnist, "photos": photos}


def training_pictures(config, folder=None):
    """What a configuration learns from: its data set, with the options that the recipe names."""
    options = {"even_chroma": True} if config.even_chroma else {}
    return SETS[config.data].train(folder, **options)


def facts(name):
    """The facts of a data set, by its name in a configuration."""
    if name not in SETS:
        raise KeyError(
            f"Expected one of the data sets {', '.join(SETS)}, got {name}: "
            "write training/data/<name>.py, and name it in training/data/__init__.py"
        )
    return SETS[name].FACTS
