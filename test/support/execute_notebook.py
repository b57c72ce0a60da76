"""Runs a notebook from top to bottom in a fresh TypeScript kernel and writes it with its outputs.

Usage: python execute_notebook.py <notebook> <written to> <folder the kernel stands in>
"""

import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

source, target, folder = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
client = NotebookClient(
    notebook,
    kernel_name="tslab",
    timeout=240,
    record_timing=False,
    resources={"metadata": {"path": folder}},
)
failure = None
try:
    client.execute()
except CellExecutionError as error:
    failure = str(error)
finally:
    nbformat.write(notebook, target)
sys.exit(failure)
