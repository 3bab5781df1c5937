"""What runs by itself is told to people: each job has its words in Réglages."""

from comms.admin.forms import JOBS
from jobs.schedule import SCHEDULE


def test_every_job_has_its_words() -> None:
    unsaid = sorted({job.name for job in SCHEDULE} - set(JOBS))

    assert unsaid == [], "say in comms/admin/forms.py, JOBS, what these jobs do"


def test_no_two_jobs_share_a_name() -> None:
    names = [job.name for job in SCHEDULE]

    assert len(names) == len(set(names))
