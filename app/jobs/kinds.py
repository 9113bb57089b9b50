"""Kinds of jobs: how many run at once, what resources each may use, and what people are told if a job fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class JobMessages:
    """What the person who requested a job is told if it fails.

    Attributes:
        gave_up: the server was stopped too often; `{times}` says how often.
        ours: the child process ended because of a bug.
        killed: something outside Wayfinder killed the child process; `{times}` says how often.
        too_long: the job took longer than `{minutes}`.
        too_much_cpu: the child process used more than `{seconds}` of computing time.
        too_much_memory: the child process needed more than `{megabytes}` of memory.
    """

    gave_up: str
    ours: str
    killed: str
    too_long: str
    too_much_cpu: str = ""
    too_much_memory: str = ""


REPORTS = JobMessages(
    gave_up="The report was started {times} but never finished. Leave parts out, or contact your administrator.",
    ours="Something went wrong while the report was being created. Try again. If that doesn't help, contact your "
    "administrator.",
    killed="The report was stopped {times}, perhaps because the server ran out of memory. Leave parts out, or try "
    "again later.",
    too_long="The report wasn't finished after {minutes:.0f} minutes. Leave parts out, or shorten the longest answers.",
)
SMALLER = "Download a new file, copy only your answers into it, and upload that."
FILES = JobMessages(
    gave_up="The server was stopped while it was reading the file. Upload the file again.",
    ours="Something went wrong while the file was being read. Try again. If that doesn't help, contact your "
    "administrator.",
    killed=f"Reading the file was stopped {{times}}, perhaps because the server ran out of memory. {SMALLER}",
    too_long=f"The file couldn't be read within {{minutes:.0f}} minutes. {SMALLER}",
    too_much_cpu="Reading the file takes more than {seconds} seconds of computing time, which is the limit. " + SMALLER,
    too_much_memory=f"Reading the file takes more than {{megabytes}} MB of memory, which is the limit. {SMALLER}",
)


@dataclass(frozen=True, slots=True)
class JobLimits:
    """How many jobs run at once, for how long, how often each is tried, and what resources it may use.

    Attributes:
        lease: how long after the last heartbeat another worker may claim a running job.
        heartbeat_seconds: how often a worker reports on a running job.
        poll_seconds: how often an idle worker looks for jobs with an expired lease.
        cpu_seconds: the computing time of a child process; 0 for no limit.
        memory_bytes: the address space of a child process; 0 for no limit.
        messages: what the person who requested a job is told if it fails.
    """

    at_once: int = 2
    attempts: int = 2
    lease: timedelta = timedelta(seconds=30)
    heartbeat_seconds: float = 1.0
    poll_seconds: float = 5.0
    job_seconds: float = 900.0
    cpu_seconds: int = 0
    memory_bytes: int = 0
    messages: JobMessages = REPORTS


FILE_LIMITS = JobLimits(
    job_seconds=120.0,
    heartbeat_seconds=0.5,
    lease=timedelta(seconds=20),
    cpu_seconds=20,
    memory_bytes=1024**3,
    messages=FILES,
)
