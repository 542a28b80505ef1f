"""Allocations that fail: ours and SQLite's at the n-th call, over the whole start and a load of articles; what libraries allocate
for themselves is left alone (libzmq ends the process when its own fail)."""
from scenarios_storage import some_calls_fail


def scenario_allocations_fail(tools):
    """A start ends with a sentence; an article is tried again; a message that could not be published is in the journal."""
    some_calls_fail(tools, "malloc", "fail", 10)


def scenario_allocations_of_sqlite_fail(tools):
    some_calls_fail(tools, "sqlite", "fail", 6)
