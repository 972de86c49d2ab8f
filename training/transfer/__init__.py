"""What networks share that people do not see: Ilyas et al. 2019, section 3.2, on CIFAR-10."""
