"""Two halves at once: what a copy of the process finds comes back, and its faults show as ever."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

BEGIN = """
import os, sys
from agenda import overlap
here = os.getpid()
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is done in turn")


def said(code: str) -> tuple[str, str]:
    """Run the code in a process of its own: a test runner's has threads."""
    whole = BEGIN + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", whole], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout.strip(), done.stderr


def test_both_results_come_back_and_the_job_is_done_in_a_copy():
    out, _ = said("""
        os.cpu_count = lambda: 2
        there, other = overlap.run_both(os.getpid, lambda: "other")
        print(there != here, other)
    """)
    assert out == "True other"


def test_a_result_larger_than_a_pipe_holds_comes_back_whole():
    out, _ = said("""
        os.cpu_count = lambda: 2
        big, _ = overlap.run_both(lambda: "x" * 5_000_000, lambda: None)
        print(len(big))
    """)
    assert out == "5000000"


def test_a_bug_in_the_copy_shows_its_traceback_here():
    out, err = said("""
        os.cpu_count = lambda: 2
        def job():
            print("asked", os.getpid() == here, flush=True)
            raise ZeroDivisionError("a bug")
        overlap.run_both(job, lambda: None)
    """)
    assert out.splitlines() == ["asked False", "asked True"]
    assert "ZeroDivisionError: a bug" in err
    assert "in job" in err


def test_a_copy_that_dies_costs_nothing_but_time():
    out, err = said("""
        os.cpu_count = lambda: 2
        job = lambda: "here" if os.getpid() == here else os._exit(9)
        print(*overlap.run_both(job, lambda: 1))
    """)
    assert (out, err) == ("here 1", "")


def test_a_fault_in_the_meantime_leaves_no_copy_behind():
    out, _ = said("""
        os.cpu_count = lambda: 2
        try:
            overlap.run_both(lambda: "x" * 5_000_000, lambda: 1 / 0)
        except ZeroDivisionError:
            try:
                os.wait()
            except ChildProcessError:
                print("none left")
    """)
    assert out == "none left"


@pytest.mark.parametrize(
    "where",
    ["os.cpu_count = lambda: 1", "import threading; threading.active_count = lambda: 2"],
    ids=["one core", "a second thread"],
)
def test_where_a_copy_does_not_pay_or_is_not_safe_all_is_done_here(where):
    out, _ = said(f"""
        {where}
        there, other = overlap.run_both(os.getpid, lambda: "other")
        print(there == here, other)
    """)
    assert out == "True other"


def test_problems_come_back_from_the_copy_with_places_and_texts():
    out, _ = said("""
        os.cpu_count = lambda: 2
        from agenda.source.problems import Span, Stop, error
        stop = Stop(error("rule", "message", "help", ("a", 1), Span(2, 3)), name="n", text="t")
        back, _ = overlap.run_both(lambda: stop, lambda: None)
        print(back.problems == stop.problems, back.name, back.text)
    """)
    assert out == "True n t"
