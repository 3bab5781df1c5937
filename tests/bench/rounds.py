"""`python -m tests.bench.rounds`: asks every source again and again, as the jobs do, until ended.

Prints a line a round. It gives way to pages as the lane of feeds does.
"""

import json
from dataclasses import asdict

from comms.core.precedence import BEHIND, give_way
from comms.core.settings import read
from comms.factory import make_app
from comms.monitoring.intake.service import polling


def main() -> None:
    """Ask until ended."""
    give_way(BEHIND)
    with make_app(read()).app_context():
        while True:
            print(json.dumps(asdict(polling.poll_all())), flush=True)


if __name__ == "__main__":
    main()
