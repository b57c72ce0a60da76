"""Lets sotopia's own command read every stored episode and print its table, and says what that took."""

import contextlib
import io
import json
import resource
import sys

from sotopia.cli import app

sys.argv = [
    "sotopia",
    "benchmark",
    *("--models", "m1", "--partner-model", "m2", "--evaluator-model", "judge"),
    *("--task", "hard", "--only-show-performance"),
]
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    app(standalone_mode=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"table": printed.getvalue(), "peakMegabytes": peak}))
