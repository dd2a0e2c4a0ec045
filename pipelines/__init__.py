"""Pure steps from the bytes of a page to one article. Steps never import each other; extract.py composes them."""
