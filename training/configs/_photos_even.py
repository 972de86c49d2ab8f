"""The next training of the small models of photographs: chroma made even, and time to learn.

What ships was trained on pictures as they are. Those of Imagenette and Imagewoof have sharper
chroma than mini-ImageNet's (training/data/chroma.py), a robust network learned to tell them by it,
and draws a mosaic of blue and orange for these classes. Here their chroma is halved before the
training.
30 epochs: for a GPU; on one slow core name 7 instead (`python -m training.train <id> --epochs 7`).
Everything else is the recipe of the model that ships, so that the two can be compared.
"""

from dataclasses import replace

EPOCHS = 30


def even(config):
    """The recipe of a shipped model, with even chroma."""
    return replace(
        config,
        id=f"{config.id}-even",
        title=f"{config.title}, even chroma",
        even_chroma=True,
        epochs=EPOCHS,
    )
