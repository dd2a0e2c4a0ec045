"""Kinds of files (CSV, XLSX, HTML, terminal) and the one way to write a file; knows nothing of what is reported.

It imports models/ only, none of the other packages of reports/.
"""
