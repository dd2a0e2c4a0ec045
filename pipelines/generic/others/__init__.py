"""What stands in the element of a body and is not the article's: lists, other articles, appeals."""
