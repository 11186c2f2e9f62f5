"""Serves the notebooks in a JupyterLab of its own, until its standard input ends.

It prints one line of JSON, {"origin", "token"}, once it answers. The notebooks are copies without
outputs, in a temporary folder: JupyterLab saves what it has open. Nothing of the user's own Jupyter
is read or changed. The packages of jupyterlab-requirements.txt go to node_modules/.cache.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "notebooks"))
from environment import ROOT, enter  # noqa: E402

REQUIREMENTS = Path(__file__).with_name("jupyterlab-requirements.txt")

SETTINGS = {
    # All cells are in the page, not only those that are to be seen.
    "notebook-extension/tracker": {"windowingMode": "none", "scrollPastEnd": False},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
# It asks the network for news.
DISABLED = ["@jupyterlab/apputils-extension:announcements"]

OPTIONS = [
    "--no-browser",
    "--allow-root",
    "--ServerApp.port=0",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.extension_manager=readonly",
    "--LanguageServerManager.autodetect=False",
]


def main():
    enter("jupyterlab", REQUIREMENTS)
    with tempfile.TemporaryDirectory(prefix="assay-jupyterlab-") as folder:
        serve(Path(folder))


def serve(folder):
    configure(folder)
    desk = folder / "desk"
    lay_out(desk)

    from jupyterlab.labapp import LabApp

    server = LabApp.initialize_server([*OPTIONS, f"--ServerApp.root_dir={desk}"])
    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    # The server has asked the loop to listen, so that this is said after it does.
    server.io_loop.add_callback(announce, server)
    server.start()


def configure(folder):
    for name in ["config", "data", "runtime"]:
        os.environ[f"JUPYTER_{name.upper()}_DIR"] = str(folder / name)
    for name in ["settings", "workspaces"]:
        os.environ[f"JUPYTERLAB_{name.upper()}_DIR"] = str(folder / name)
    for plugin, values in SETTINGS.items():
        write_json(folder / f"settings/@jupyterlab/{plugin}.jupyterlab-settings", values)
    disabled = {"disabledExtensions": {plugin: True for plugin in DISABLED}}
    write_json(folder / "config/labconfig/page_config.json", disabled)


def lay_out(desk):
    """The repository as its notebooks see it: copies of them, and links to what is around them."""
    desk.mkdir()
    for entry in ROOT.iterdir():
        if entry.name not in [".git", "notebooks"]:
            (desk / entry.name).symlink_to(entry)
    hidden = shutil.ignore_patterns(".*")
    shutil.copytree(ROOT / "notebooks", desk / "notebooks", ignore=hidden)
    for path in desk.glob("notebooks/*.ipynb"):
        notebook = json.loads(path.read_text())
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
        write_json(path, notebook)


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def stop_at_end_of_input():
    """Whoever started the server holds its input open, so that it never outlives them."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def announce(server):
    origin = f"http://127.0.0.1:{server.port}"
    print(json.dumps({"origin": origin, "token": server.identity_provider.token}), flush=True)


if __name__ == "__main__":
    main()
