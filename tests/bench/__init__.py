"""Speed and memory, as ratios within one run: `make bench`. Absolute times of a shared machine mean little."""
