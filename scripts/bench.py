#!/usr/bin/env python
"""`make bench`: the measured table of speed and size. Each room's measures stand in scripts/bench/<room>.py.

Machines are noisy: figures are printed, with ratios where one run can compare two ways; nothing here fails a build.
"""

import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]


def rows_of(name: str) -> list[tuple[str, str, str]]:
    """Return (what, measured, wanted) of one room's measures."""
    return importlib.import_module(f"scripts.bench.{name}").run()


def main(names: list[str]) -> int:
    import scripts.bench

    known = [module.name for module in pkgutil.iter_modules(scripts.bench.__path__)]
    unknown = set(names) - set(known)
    if unknown:
        print(f"No such measures: {', '.join(sorted(unknown))}. There are: {', '.join(known)}")
        return 2
    if len(names) != 1:
        # Each room in a process of its own, so that one's database and caches do not colour the next.
        return max(subprocess.call([sys.executable, __file__, name]) for name in (names or known))
    rows = rows_of(names[0])
    widths = [max(len(str(row[column])) for row in rows) for column in range(3)]
    print(f"\n{names[0]}")
    for what, measured, wanted in rows:
        print(f"  {what:<{widths[0]}}  {measured:>{widths[1]}}  {wanted}")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.exit(main(sys.argv[1:]))
