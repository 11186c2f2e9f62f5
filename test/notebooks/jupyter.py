"""Executes notebooks/*.ipynb in real Jupyter kernels of tslab.

It fails when a cell fails, when a cell writes to stderr, and when the outputs that are committed
are no longer what the cells display. With --update it writes the fresh outputs instead. It needs
python3 with pip, and dist/ built; the packages of requirements.txt go to node_modules/.cache.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "node_modules/.cache/jupyter"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def main():
    if os.environ.get("ASSAY_JUPYTER") != "1":
        python, environment = install()
        return subprocess.run([python, __file__, *sys.argv[1:]], env=environment).returncode
    update = "--update" in sys.argv[1:]
    trouble = [line for path in sorted(ROOT.glob("notebooks/*.ipynb")) for line in run(path, update)]
    for line in trouble:
        print(line, file=sys.stderr)
    return 1 if trouble else 0


def install():
    """A Python that has the packages, and the environment in which it finds the kernel."""
    wanted = REQUIREMENTS.read_text()
    done = CACHE / "requirements.txt"
    venv, target = CACHE / "venv", CACHE / "target"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not done.exists() or done.read_text() != wanted:
        shutil.rmtree(CACHE, ignore_errors=True)
        CACHE.mkdir(parents=True)
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]
        # Debian's python3 comes without ensurepip, and so without whole virtual environments.
        if subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True).returncode == 0:
            subprocess.run([python, *pip], check=True)
        else:
            shutil.rmtree(venv, ignore_errors=True)
            subprocess.run([sys.executable, *pip, "--target", target], check=True)
        done.write_text(wanted)

    node = shutil.which("node")
    if node is None:
        sys.exit("node is not on the PATH.")
    spec = CACHE / "share/jupyter/kernels/tslab/kernel.json"
    spec.parent.mkdir(parents=True, exist_ok=True)
    tslab = ROOT / "node_modules/tslab/bin/tslab"
    argv = [node, str(tslab), "kernel", "--config-path", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "TypeScript", "language": "typescript"}))

    environment = {
        **os.environ,
        "ASSAY_JUPYTER": "1",
        "JUPYTER_PATH": str(CACHE / "share/jupyter"),
        "JUPYTER_RUNTIME_DIR": str(CACHE / "runtime"),
        "PYTHONUTF8": "1",
    }
    if venv.exists():
        return str(python), environment
    return sys.executable, {**environment, "PYTHONPATH": str(target)}


def run(path, update):
    """Executes one notebook; gives what is wrong with it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    name = path.relative_to(ROOT).as_posix()
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    client = NotebookClient(
        fresh,
        timeout=120,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    failure = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = error
    cells = [cell for cell in fresh.cells if cell.cell_type == "code"]
    # tslab tells what is wrong with a cell on stderr, and only there.
    trouble = [
        f"{name}, cell {number}:\n{output.text}"
        for number, cell in enumerate(cells, 1)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]
    if trouble or failure:
        return trouble or [f"{name}: {failure}"]

    print(f"{name}: {len(cells)} cells ran.", flush=True)
    if update:
        for number, cell in enumerate(cells, 1):
            cell.execution_count = number
        nbformat.write(fresh, path)
        return []
    before = [cell for cell in committed.cells if cell.cell_type == "code"]
    return [
        f"{name}, cell {number}: the committed output is out of date; run `npm run notebooks:update`."
        for number, (old, new) in enumerate(zip(before, cells), 1)
        if list(map(kept, old.outputs)) != list(map(kept, new.outputs))
        or old.execution_count != number
    ]


def kept(output):
    """What has to stay: all text, and of pictures that they are there."""
    if output.output_type == "stream":
        return output.name, output.text
    texts = {mime: data for mime, data in output.data.items() if mime.startswith("text/")}
    return output.output_type, sorted(output.data), texts


if __name__ == "__main__":
    sys.exit(main())
