"""A cluster of two nodes on this machine, for as long as a command runs: to try and to measure.

    python -m deploy.ray.local python -m deploy.ray.bulk pages.ndjson --out clean/

Each node has one core, its own object store and its own processes, as on two machines; all of it
listens on 127.0.0.1 only and tells nobody. Ends with the command's exit code.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NODES = 2
TRIES = 3
# Of one node; a block is some 4 MiB, and few are on their way at a time.
STORE_BYTES = 100 << 20
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - it is asked for its size, and nothing else
ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_IMPORT_WARNING": "1",
    # Without it a driver looks for the cluster at this machine's address in the network.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    # Of its own accord Ray ends workers when the machine, not the job, is short of memory.
    "RAY_memory_monitor_refresh_ms": "0",
}


def main(command: list[str]) -> int:
    """Run the command on a cluster of its own; its exit code."""
    # Read when ray is imported, and passed on to all that it starts.
    os.environ.update(ENVIRONMENT | store())
    from ray.cluster_utils import Cluster  # noqa: PLC0415

    cluster = Cluster()
    try:
        for _ in range(NODES):
            _add_node(cluster)
        environment = os.environ | {"RAY_ADDRESS": str(cluster.address)}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]


def _add_node(cluster: Any) -> None:
    """One more; Ray itself gives a node 30 s to start, which a busy machine may exceed."""
    for left in reversed(range(TRIES)):
        try:
            cluster.add_node(
                num_cpus=1,
                object_store_memory=STORE_BYTES,
                include_dashboard=False,
                node_ip_address="127.0.0.1",
            )
        except Exception:
            # It says no more than that it was too slow.
            if not left:
                raise
        else:
            return


def store() -> dict[str, str]:
    """Let the object stores be files where shared memory is small, as in many containers."""
    status = os.statvfs(SHARED_MEMORY)
    if status.f_bavail * status.f_frsize > 2 * NODES * STORE_BYTES:
        return {}
    return {"RAY_OBJECT_STORE_ALLOW_SLOW_STORAGE": "1"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
