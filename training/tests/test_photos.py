import io
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from training import configs, export
from training.data import chroma, photos, training_pictures

MINI = ["n01", "n02099601", "n03417042"]
ENCODED = {
    "mini-imagenet84-train-0": (84, MINI, [0, 1]),
    "mini-imagenet84-train-1": (84, MINI, [2, 0]),
    "mini-imagenet84-val": (84, MINI, [0, 1, 2]),
    "imagenette112-train": (112, ["n00", "n03417042"], [1, 0]),
    "imagenette112-val": (112, ["n00", "n03417042"], [1, 0]),
    "imagewoof112-train": (112, ["n02099601", "n05"], [0, 1]),
    "imagewoof112-val": (112, ["n02099601", "n05"], [1, 0]),
}


@pytest.fixture
def folder(tmp_path):
    for name, (side, classes, labels) in ENCODED.items():
        files = []
        for label in labels:
            picture = np.full((side, side, 3), 40 * label + 20, np.uint8)
            # Thin lines of red, below; stronger where the picture is larger.
            picture[3 * side // 4 :: side // 8, :, 0] += 60 if side > 84 else 20
            buffer = io.BytesIO()
            Image.fromarray(picture).save(buffer, "PNG")
            files.append(buffer.getvalue())
        np.savez(
            tmp_path / f"{name}.npz",
            bytes=np.frombuffer(b"".join(files), np.uint8),
            offsets=np.cumsum([0, *map(len, files)]),
            labels=np.array(labels, np.int16),
            classes=np.array(classes),
        )
    return tmp_path


def test_a_class_that_stands_in_two_sets_is_one(folder):
    assert photos.classes(folder) == ["n00", "n01", "n02099601", "n03417042", "n05"]
    assert photos.train(folder).labels.tolist() == [1, 2, 3, 1, 3, 0, 2, 4]


def test_it_is_left_out_of_validation_everywhere(folder):
    assert photos.test(folder).labels.tolist() == [1, 0, 4]


def test_all_pictures_come_at_one_size(folder):
    pictures = photos.train(folder)
    assert pictures.images.shape == (8, 3, 84, 84) and pictures.images.dtype == torch.uint8
    assert pictures.images[:, 0, 40, 40].tolist() == [20, 60, 100, 20, 60, 20, 20, 60]


def test_what_is_missing_is_named(folder):
    (folder / "imagewoof112-train.npz").unlink()
    with pytest.raises(FileNotFoundError, match="No imagewoof112-train in"):
        photos.train(folder)


def test_the_classes_of_sharper_chroma_are_those_that_mini_imagenet_lacks(folder):
    names = photos.classes(folder)
    assert [names[label] for label in photos.sharper_chroma(folder)] == ["n00", "n05"]


def test_even_chroma_softens_the_colours_of_the_sharper_sets_only(folder):
    plain, even = photos.train(folder), photos.train(folder, even_chroma=True)
    assert torch.equal(plain.labels, even.labels)
    sharp, soft = (chroma.sharpness(x.images.float() / 255) for x in (plain, even))
    assert torch.equal(sharp[:4], soft[:4])  # mini-ImageNet's, in two files
    assert (soft[4:] < 0.6 * sharp[4:]).all()


def test_a_recipe_says_whether_chroma_is_even(folder):
    shipped = configs.load("photos-resnet-robust-small")
    plain = replace(shipped, even_chroma=False)
    assert "chroma" in export.recipe_line(shipped)
    assert "chroma" not in export.recipe_line(plain)
    images = [training_pictures(config, folder).images for config in (plain, shipped)]
    assert not torch.equal(*images)
