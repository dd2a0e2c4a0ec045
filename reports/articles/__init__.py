"""Articles as files: the columns, one writer for each kind, what of a text a licence allows. Imports formats/."""
