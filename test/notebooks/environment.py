"""A Python with the packages that a test needs, and the kernel of tslab where Jupyter finds it.

Packages go to a folder of node_modules/.cache, and are installed anew when the file that lists them
has changed.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def enter(name, requirements):
    """Runs the program again in the environment of that name, unless it is running there."""
    if os.environ.get("ASSAY_JUPYTER") == name:
        return
    python, environment = prepare(ROOT / "node_modules/.cache" / name, requirements)
    environment["ASSAY_JUPYTER"] = name
    sys.exit(subprocess.run([python, *sys.argv], env=environment).returncode)


def prepare(cache, requirements):
    """A Python that has the packages, and the environment variables that it wants."""
    wanted = requirements.read_text()
    done = cache / "requirements.txt"
    venv, target = cache / "venv", cache / "target"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not done.exists() or done.read_text() != wanted:
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
        # Debian's python3 comes without ensurepip, and so without whole virtual environments.
        if subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True).returncode == 0:
            subprocess.run([python, *pip], check=True)
        elif importlib.util.find_spec("pip"):
            shutil.rmtree(venv, ignore_errors=True)
            subprocess.run([sys.executable, *pip, "--target", target], check=True)
        else:
            sys.exit(f"{sys.executable} has no pip: install it (on Debian, apt install python3-venv).")
        done.write_text(wanted)

    write_kernel_spec(cache / "share/jupyter/kernels/tslab")
    environment = {
        **os.environ,
        "JUPYTER_PATH": str(cache / "share/jupyter"),
        "JUPYTER_RUNTIME_DIR": str(cache / "runtime"),
        "PYTHONUTF8": "1",
    }
    if venv.exists():
        return str(python), environment
    return sys.executable, {
        **environment,
        "PYTHONPATH": str(target),
        "JUPYTER_CONFIG_PATH": str(target / "etc/jupyter"),
        "JUPYTERLAB_DIR": str(target / "share/jupyter/lab"),
    }


def write_kernel_spec(folder):
    node = shutil.which("node")
    if node is None:
        sys.exit("node is not on the PATH.")
    folder.mkdir(parents=True, exist_ok=True)
    tslab = ROOT / "node_modules/tslab/bin/tslab"
    argv = [node, str(tslab), "kernel", "--config-path", "{connection_file}"]
    spec = {"argv": argv, "display_name": "TypeScript", "language": "typescript"}
    (folder / "kernel.json").write_text(json.dumps(spec))
