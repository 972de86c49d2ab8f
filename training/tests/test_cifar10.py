import io
import pickle

import numpy as np
import pytest
import torch
from PIL import Image

from training import augment
from training.data import cifar10
from training.data.where import unit

COLOURS = np.array([[250, 10, 10], [10, 250, 10], [10, 10, 250]], np.uint8)
IMAGES = np.broadcast_to(COLOURS[:, None, None], (3, 32, 32, 3))


def encoded(images):
    files = []
    for image in images:
        buffer = io.BytesIO()
        Image.fromarray(image).save(buffer, "JPEG", quality=95, subsampling=0)
        files.append(buffer.getvalue())
    offsets = np.cumsum([0, *map(len, files)])
    return np.frombuffer(b"".join(files), np.uint8), offsets


def test_encoded_pictures_come_out_in_order_channels_first(tmp_path):
    content, offsets = encoded(IMAGES)
    labels = np.array([3, 0, 9], np.int16)
    np.savez(tmp_path / "cifar10-test.npz", bytes=content, offsets=offsets, labels=labels)
    pictures = cifar10.test(tmp_path)
    assert pictures.images.shape == (3, 3, 32, 32) and pictures.images.dtype == torch.uint8
    assert pictures.labels.tolist() == [3, 0, 9]
    middles = pictures.images[:, :, 16, 16].int()
    assert (middles - torch.from_numpy(COLOURS).int()).abs().max() <= 4


def test_the_usual_pickles_are_read_too(tmp_path):
    folder = tmp_path / "cifar-10-batches-py"
    folder.mkdir()
    flat = IMAGES.transpose(0, 3, 1, 2).reshape(3, -1)
    for i in range(1, 6):
        content = {b"data": flat, b"labels": [i, 0, 1]}
        (folder / f"data_batch_{i}").write_bytes(pickle.dumps(content))
    pictures = cifar10.train(tmp_path)
    assert pictures.images.shape == (15, 3, 32, 32)
    assert pictures.labels[::3].tolist() == [1, 2, 3, 4, 5]
    assert pictures.images[0, :, 0, 0].tolist() == [250, 10, 10]


def test_a_folder_without_cifar_says_what_to_put_there(tmp_path):
    with pytest.raises(FileNotFoundError, match="cifar10-train.npz"):
        cifar10.train(tmp_path)


def test_bytes_become_numbers_from_0_to_1():
    x = unit(torch.tensor([[[[0, 255]]]], dtype=torch.uint8))
    assert x.dtype == torch.float32 and x.flatten().tolist() == [0, 1]


def test_a_crop_is_the_picture_moved_by_up_to_four_pixels_and_half_are_mirrored():
    torch.manual_seed(0)
    # Every pixel tells where it came from; 0 is the black that came in.
    where = 1 + torch.arange(32 * 32).view(1, 1, 32, 32).float()
    crops = augment.crop_and_flip(where.repeat(400, 1, 1, 1))[:, 0]
    flat = (crops[:, 16, 16] - 1).int()
    moves = set((flat // 32 - 16).tolist())
    mirrored = crops[:, 16, 15] > crops[:, 16, 16]
    assert moves == set(range(-4, 5))
    assert 150 < mirrored.sum() < 250
    columns = torch.where(mirrored, 31 - flat % 32, flat % 32) - 16
    assert set(columns.tolist()) == set(range(-4, 5))
    for crop, flipped in zip(crops, mirrored, strict=True):
        steps = crop[1:-1, 2:] - crop[1:-1, 1:-1]
        inside = (crop[1:-1, 2:] > 0) & (crop[1:-1, 1:-1] > 0)
        assert (steps[inside] == (-1 if flipped else 1)).all()
