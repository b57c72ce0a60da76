"""Packs labextension/ as a wheel: `python wheel.py FOLDER` prints the path of what it wrote.

A wheel is a zip file with metadata and a list of hashes, so nothing but Python is needed. The same
sources give the same bytes.
"""

import base64
import hashlib
import json
import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
BUILT = HERE / "labextension"
MODULE = "sotopia_pi_lab"

INSTALL = {
    "packageManager": "python",
    "packageName": MODULE,
    "uninstallInstructions": f"pip uninstall {MODULE}",
}

METADATA = """\
Metadata-Version: 2.1
Name: {module}
Version: {version}
Summary: {description}
License: {license}
Requires-Python: >=3.8
Classifier: Framework :: Jupyter
Classifier: Framework :: Jupyter :: JupyterLab
Classifier: Framework :: Jupyter :: JupyterLab :: 4
Classifier: Framework :: Jupyter :: JupyterLab :: Extensions
Classifier: Framework :: Jupyter :: JupyterLab :: Extensions :: Prebuilt
Classifier: License :: OSI Approved :: MIT License
"""

WHEEL = """\
Wheel-Version: 1.0
Generator: {module}
Root-Is-Purelib: true
Tag: py3-none-any
"""


def files_of(package):
    """Every file of the wheel by its path in it, RECORD excepted."""
    name, version = package["name"], package["version"]
    info = f"{MODULE}-{version}.dist-info"
    data = f"{MODULE}-{version}.data/data/share/jupyter/labextensions/{name}"
    metadata = METADATA.format(module=MODULE, **package)
    files = {
        f"{MODULE}/__init__.py": f'__version__ = "{version}"\n'.encode(),
        f"{data}/install.json": json.dumps(INSTALL, indent=1).encode(),
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": WHEEL.format(module=MODULE).encode(),
        f"{info}/LICENSE": (HERE.parent / "LICENSE").read_bytes(),
    }
    for path in BUILT.rglob("*"):
        if path.is_file():
            files[f"{data}/{path.relative_to(BUILT).as_posix()}"] = path.read_bytes()
    return info, files


def record_of(info, files):
    """The list of all files with their hashes and sizes."""
    lines = [f"{path},sha256={digest_of(content)},{len(content)}" for path, content in files]
    return "\n".join([*lines, f"{info}/RECORD,,"]) + "\n"


def digest_of(content):
    digest = hashlib.sha256(content).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def write_wheel(folder):
    package = json.loads((BUILT / "package.json").read_text())
    info, files = files_of(package)
    sorted_files = sorted(files.items())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{MODULE}-{package['version']}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        entries = [*sorted_files, (f"{info}/RECORD", record_of(info, sorted_files).encode())]
        for name, content in entries:
            entry = zipfile.ZipInfo(name)  # its date is 1980, whenever it is packed
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, content)
    return path


if __name__ == "__main__":
    print(write_wheel(pathlib.Path(sys.argv[1])))
