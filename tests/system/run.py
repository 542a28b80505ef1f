"""Runs one scenario: run.py FILE NAME DAEMON CTL CRASHING_DAEMON FAULTY_DAEMON."""
import importlib.util
import os
import sys
import types


def main():
    path, name, daemon, ctl, crashing, faulty = sys.argv[1:]
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    spec = importlib.util.spec_from_file_location("scenarios", path)
    scenarios = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scenarios)
    source = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(path))))
    tools = types.SimpleNamespace(daemon=daemon, ctl=ctl, crashing=crashing, faulty=faulty, source=source)
    getattr(scenarios, "scenario_" + name)(tools)


main()
