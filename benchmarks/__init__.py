"""Speed and quality as ratios, each measured in one run: `./dev bench`."""
