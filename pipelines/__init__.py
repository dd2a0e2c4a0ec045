"""Pure steps from the bytes of a page to one article; extract.py composes them. Also stories and press releases.

Imports models/ only.
"""
