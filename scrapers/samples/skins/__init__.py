"""One module per CMS family: its pages as markup, in every skin the family has had."""
