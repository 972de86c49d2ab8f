import torch

from training.measure import class_pictures
from training.measure.class_pictures import Setting
from training.tests.test_inversion import tiny

SETTING = Setting(step=0.1, steps=12, roll=1, drawn_by={}, readers={})


def start(count):
    return torch.full((count, 3, 24, 24), 0.5)


def test_each_class_is_drawn_until_the_network_sees_it():
    net, labels = tiny(10), torch.arange(5)
    x = class_pictures.draw(net, labels, start(5), SETTING)
    assert x.min() >= 0 and x.max() <= 1
    with torch.no_grad():
        before, after = (net(each)[labels, labels] for each in (start(5), x))
    assert (after > before).all()


def test_the_reader_is_another_network_and_is_not_optimised():
    net, labels = tiny(10), torch.arange(5)
    read = class_pictures.reading(net, {"same": net, "other": tiny(11)}, labels, start(5), SETTING)
    assert len(read["same"]) == len(read["other"]) == 5
    right = class_pictures.count(read["same"], labels)["right"]
    assert right >= class_pictures.count(read["other"], labels)["right"]


def test_a_picture_counts_if_its_class_was_read():
    said = class_pictures.count([0, 1, 9, 3], torch.arange(4))
    assert (said["right"], said["of"]) == (3, 4) and said["interval95"][1] < 1


def test_a_picture_wraps_round_when_it_is_moved():
    x = torch.rand(1, 3, 6, 6)
    moved = class_pictures.rolled(x, 2, torch.Generator().manual_seed(3))
    assert torch.equal(moved.flatten().sort().values, x.flatten().sort().values)
    assert class_pictures.rolled(x, 0, None) is x
