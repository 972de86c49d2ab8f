"""Data sets, one file each. A data set is read from a folder that the reader names."""
