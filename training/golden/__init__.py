"""What the page's engine must reproduce: values that PyTorch computed, for the tests."""
