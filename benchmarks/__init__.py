"""Speed and worth as ratios, each measured in one run: `./dev bench`."""
