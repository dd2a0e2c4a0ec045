"""The clip of a day: made by rule, changed by people, finished. What `news clip` and a web page both call."""
