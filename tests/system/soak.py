"""scripts/soak: the scenarios of kills, storage and memory over all of what they sample."""
import os
import sys

from harness import with_mounts
from scenarios_kills import ONCE, kill_at, kill_at_random, plain_points
from scenarios_storage import count, cut_power, fail_each

SEED = int(os.environ.get("SEED", "1"))
STRIDE = int(os.environ.get("STRIDE", "1"))


def say(text):
    print(text)
    sys.stdout.flush()


def scenario_kills(tools):
    left = int(os.environ.get("KILLS", "1000"))
    for part in range((left + 99) // 100):
        kill_at_random(tools, min(100, left - 100 * part), SEED + part)
        sys.stdout.flush()


def scenario_points(tools):
    killed = 0
    for point in plain_points(tools):
        times = (1,) if point in ONCE else (1, 2)
        kill_at(tools, point, times)
        killed += len(times)
    say(f"{killed} kills at {len(plain_points(tools))} places")


def scenario_cuts(tools):
    with_mounts(root=True)
    cut_power(tools, int(os.environ.get("CUTS", "100")), SEED)


def each(tools, place, action, stride):
    total = count(tools, place)
    numbers = range(1, total + 1, stride)
    met = fail_each(tools, place, action, numbers)
    say(f"{place} {action}: {len(numbers)} runs, every {stride}. of {total}, met in {met}")


def scenario_calls(tools):
    for place, action in (("call", "EIO"), ("call", "ENOSPC"), ("io", "short")):
        each(tools, place, action, STRIDE)


def scenario_memory(tools):
    each(tools, "malloc", "fail", STRIDE)
    each(tools, "sqlite", "fail", STRIDE)
