"""Import a file of the national standard (Schéma des lieux de médiation numérique), v1.0 or v0.1, CSV or JSON.

reading.py opens the file, mapping.py brings v0.1 to v1.0 and both to our fields, repairs.py mends what real files get wrong,
report.py accounts for every row, run.py does it in batches.
"""

from .refusal import UnreadableFile
from .report import Fate, Report
from .run import Options, import_file, run_import

__all__ = ["Fate", "Options", "Report", "UnreadableFile", "import_file", "run_import"]
