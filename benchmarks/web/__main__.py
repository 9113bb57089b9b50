"""`python -m benchmarks.web [--json]`: the web benchmarks alone; `--json` ends with one object of the ratios."""

from __future__ import annotations

import argparse
import json

from benchmarks.web import measure_pages, measure_saving, print_pages, print_saving, ratios


def main() -> None:
    """Run the web benchmarks, print their results, and end with the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    wanted = parser.parse_args()

    saving = measure_saving()
    print_saving(saving)
    pages = measure_pages()
    print_pages(pages)
    if wanted.json:
        print(json.dumps(ratios(pages, saving)))


main()
