"""The clip report: what was published on a subject in a time, as a press office hands it in."""
