"""Style transfer: the loss, the way down, and the results that the page shows."""
