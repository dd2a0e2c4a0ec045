"""Learning the selectors of one outlet from several of its pages, by where they agree. Pure: pages in, a `Fit` out.

Imports pipelines alone, and never a family: whoever calls hands over how a declaration becomes a layout.
"""
