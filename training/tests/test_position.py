import torch

from training.measure.position import moved, walks


def test_a_moved_digit_leaves_black_behind_and_keeps_its_pixels():
    image = torch.arange(1.0, 10).view(1, 1, 3, 3)
    assert moved(image, 1).tolist() == [[[[0, 0, 0], [0, 1, 2], [0, 4, 5]]]]
    assert torch.equal(moved(image, 0), image)


def test_every_digit_walks_to_the_nine_other_classes():
    starts = torch.arange(20.0).view(10, 2, 1, 1, 1)
    images, targets = walks(starts)
    assert len(images) == len(targets) == 180
    own_class = images.view(-1) // 2
    assert (own_class != targets).all()
