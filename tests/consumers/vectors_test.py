"""The golden vectors as a consumer in Python or Node reads them: each NAME.msgpack of proto/vectors, decoded by the
library that the consumer uses, is what NAME.json says, and encoded again it is the same bytes or means the same.

    vectors_test.py VECTORS             with Debian's msgpack
    vectors_test.py VECTORS NODE SCRIPT by a Node script that prints the decoded vectors as one JSON object
"""
import json
import pathlib
import subprocess
import sys

import harness


def in_python(folder):
    try:
        import msgpack
    except ImportError:
        harness.skip("there is no msgpack for Python")
    decoded = {}
    for path in folder.glob("*.msgpack"):
        decoded[path.stem] = msgpack.unpackb(path.read_bytes())
        assert msgpack.unpackb(msgpack.packb(decoded[path.stem])) == decoded[path.stem], path.name
    return decoded


def in_node(folder, command):
    harness.require(command)
    return json.loads(subprocess.run([*command, str(folder)], capture_output=True, check=True, timeout=60).stdout)


def main(folder, *command):
    folder = pathlib.Path(folder)
    wanted = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    decoded = in_node(folder, command) if command else in_python(folder)
    assert wanted and decoded.keys() == wanted.keys(), decoded.keys() ^ wanted.keys()
    for name in wanted:
        assert decoded[name] == wanted[name], f"{name}: {decoded[name]} is not {wanted[name]}"
    print(f"{len(wanted)} vectors")


if __name__ == "__main__":
    main(*sys.argv[1:])
