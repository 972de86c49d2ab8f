"""What the article claims, measured on the exported weights: one file of content/measured each."""
