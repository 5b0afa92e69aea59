"""The report: a page that stands alone and prints well, with the gaps as an audience may see them."""
