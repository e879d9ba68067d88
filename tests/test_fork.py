"""Two halves at once: what a copy of the process finds comes back, and its faults show as ever."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

BEGIN = """
import os, sys
from agenda import fork
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
        there, other = fork.run_both(os.getpid, lambda: "other")
        print(there != here, other)
    """)
    assert out == "True other"


def test_a_result_larger_than_a_pipe_holds_comes_back_whole():
    out, _ = said("""
        os.cpu_count = lambda: 2
        big, _ = fork.run_both(lambda: "x" * 5_000_000, lambda: None)
        print(len(big))
    """)
    assert out == "5000000"


def test_a_bug_in_the_copy_shows_its_traceback_here():
    out, err = said("""
        os.cpu_count = lambda: 2
        def job():
            print("asked", os.getpid() == here, flush=True)
            raise ZeroDivisionError("a bug")
        fork.run_both(job, lambda: None)
    """)
    assert out.splitlines() == ["asked False", "asked True"]
    assert "ZeroDivisionError: a bug" in err
    assert "in job" in err


def test_a_copy_that_dies_costs_nothing_but_time():
    out, err = said("""
        os.cpu_count = lambda: 2
        job = lambda: "here" if os.getpid() == here else os._exit(9)
        print(*fork.run_both(job, lambda: 1))
    """)
    assert (out, err) == ("here 1", "")


def test_a_fault_in_the_meantime_leaves_no_copy_behind():
    out, _ = said("""
        os.cpu_count = lambda: 2
        try:
            fork.run_both(lambda: "x" * 5_000_000, lambda: 1 / 0)
        except ZeroDivisionError:
            try:
                os.wait()
            except ChildProcessError:
                print("none left")
    """)
    assert out == "none left"


def test_a_first_result_is_there_before_the_next_is_begun():
    out, _ = said("""
        os.cpu_count = lambda: 2
        waits, lets = os.pipe()
        def job():
            yield os.getpid() == here
            yield os.read(waits, 1)
        results, other = fork.run_ahead(job, lambda: "other")
        print(next(results), other)
        os.write(lets, b"x")
        print(next(results), next(results, "end"))
    """)
    assert out == "False other\nb'x' end"


def test_what_a_copy_did_not_come_to_is_done_here():
    out, err = said("""
        os.cpu_count = lambda: 2
        def job():
            yield os.getpid() == here
            if os.getpid() != here:
                os._exit(9)
            yield "second"
        print(*fork.run_ahead(job, lambda: None)[0])
    """)
    assert (out, err) == ("False second", "")


def test_a_copy_of_which_no_more_is_wanted_is_not_left_behind():
    out, _ = said("""
        os.cpu_count = lambda: 2
        results, _ = fork.run_ahead(lambda: iter(("x", "x" * 5_000_000)), lambda: None)
        next(results)
        del results
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
        there, other = fork.run_both(os.getpid, lambda: "other")
        print(there == here, other)
    """)
    assert out == "True other"


def test_problems_come_back_from_the_copy_with_places_and_texts():
    out, _ = said("""
        os.cpu_count = lambda: 2
        from agenda.source.problems import Span, Stop, error
        stop = Stop(error("rule", "message", "help", ("a", 1), Span(2, 3)), name="n", text="t")
        back, _ = fork.run_both(lambda: stop, lambda: None)
        print(back.problems == stop.problems, back.name, back.text)
    """)
    assert out == "True n t"


# -- within bounds


def test_what_bounded_work_returns_and_raises_comes_back():
    out, _ = said("""
        from agenda.source.problems import Stop, error
        print(fork.run_bounded(os.getpid) != here, len(fork.run_bounded(lambda: "x" * 5_000_000)))
        def stop():
            raise Stop(error("rule", "message"), name="n")
        try:
            fork.run_bounded(stop)
        except Stop as fault:
            print(fault.problems[0].message, fault.name)
    """)
    assert out == "True 5000000\nmessage n"


def test_a_fault_that_lay_deep_comes_back_where_tracebacks_are_pickled_too():
    out, _ = said("""
        from tblib import pickling_support
        from agenda.source.problems import Stop, error
        pickling_support.install()
        def deep():
            deep()
        def job():
            try:
                deep()
            except RecursionError as fault:
                raise Stop(error("rule", "message")) from fault
        try:
            fork.run_bounded(job)
        except Stop as fault:
            print(fault.problems[0].message)
    """)
    assert out == "message"


def test_a_bug_in_bounded_work_shows_where_it_is():
    _, err = said("""
        def job():
            raise ZeroDivisionError("a bug")
        fork.run_bounded(job)
    """)
    assert "ZeroDivisionError: a bug" in err
    assert "in job" in err


LONG, LARGE = "takes more than 10 seconds", "takes more than a gigabyte of memory"
BROKEN = "breaks a library"


@pytest.mark.parametrize(
    ("job", "why"),
    [
        ("sum(iter(int, 1))", LONG),
        ("'x' * 3 * 2**30", LARGE),
        ("list(range(10**9))", LARGE),
        ("os.abort()", BROKEN),
        ("(_ for _ in ()).throw(SystemError('error return without exception set'))", BROKEN),
        ("__import__('ctypes').string_at(0)", BROKEN),
        pytest.param("__import__('time').sleep(60)", LONG, marks=pytest.mark.slow),
    ],
    ids=["time", "a large text", "a large list", "an abort", "a lost fault", "a crash", "waiting"],
)
def test_work_that_takes_too_much_ends(tmp_path, job, why):
    out, err = said(f"""
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, [resource.getrlimit(resource.RLIMIT_CORE)[1]] * 2)
        os.chdir({str(tmp_path)!r})
        fork.SECONDS = 1
        try:
            fork.run_bounded(lambda: {job})
        except fork.Exceeded as fault:
            print(fault)
        print(sum(fork.run_bounded(lambda: range(100))))
    """)
    assert (out.splitlines(), err) == ([why, "4950"], "")
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_is_lower_already_stays():
    out, _ = said("""
        import resource
        resource.setrlimit(resource.RLIMIT_CPU, (8, 8))
        print(fork.run_bounded(lambda: resource.getrlimit(resource.RLIMIT_CPU)))
    """)
    assert out == "(8, 8)"


def test_a_fault_that_cannot_pass_between_processes_is_told_all_the_same():
    _, err = said("""
        def job():
            class Odd(Exception):
                def __init__(self, one, two): super().__init__(one)
            raise Odd("a bug", 2)
        fork.run_bounded(job)
    """)
    assert "Odd: a bug" in err
    assert "in job" in err


@pytest.mark.parametrize("what", ["run_both(os.getpid, lambda: 1)[0]", "run_bounded(os.getpid)"])
def test_where_the_system_has_no_room_for_a_copy_all_is_done_here(what):
    out, _ = said(f"""
        def refuse():
            raise BlockingIOError
        os.fork, os.cpu_count = refuse, lambda: 2
        print(fork.{what} == here)
    """)
    assert out == "True"


def test_what_is_there_already_is_not_counted():
    out, _ = said("""
        import time
        fork.SECONDS = 1
        while time.process_time() < 1.1: pass
        fork.GIGABYTE = 2**27
        there = b"x" * 2**27
        print(fork.run_bounded(lambda: len(there[: 2**26])))
    """)
    assert out == "67108864"


THREADS = """
        import threading, functools, time
        threading.active_count = lambda: 2
"""


def test_where_no_copy_is_safe_bounded_work_is_done_in_a_new_process():
    out, _ = said(f"""{THREADS}
        print(fork.run_bounded(os.getpid) != here, fork.run_bounded(functools.partial(max, 1, 2)))
        try:
            fork.run_bounded(functools.partial(int, "x"))
        except ValueError as fault:
            print(fault)
    """)
    assert out == "True 2\ninvalid literal for int() with base 10: 'x'"


@pytest.mark.parametrize(
    ("job", "why"),
    [
        ("functools.partial(bytes, 3 * 2**30)", LARGE),
        ("os.abort", BROKEN),
        ("functools.partial(time.sleep, 60)", LONG),
    ],
    ids=["memory", "an abort", "waiting"],
)
def test_a_new_process_ends_that_takes_too_much(job, why):
    out, err = said(f"""{THREADS}
        fork.SECONDS = 0.2
        try:
            fork.run_bounded({job})
        except fork.Exceeded as fault:
            print(fault)
    """)
    assert (out, err) == (why, "")


def test_what_cannot_be_sent_to_a_new_process_is_done_here():
    out, _ = said(f"""{THREADS}
        print(fork.run_bounded(lambda: os.getpid()) == here)
        sys.executable = "/nowhere/python"
        print(fork.run_bounded(os.getpid) == here)
    """)
    assert out == "True\nTrue"


def test_what_is_spare_is_done_until_the_copy_has_answered():
    out, _ = said("""
        import itertools, time
        os.cpu_count = lambda: 2
        done = []
        spare = (lambda number=number: (done.append(number), time.sleep(0.01))
                 for number in itertools.count())
        results, _ = fork.run_ahead(lambda: iter([time.sleep(0.1)]), lambda: None, spare)
        print(1 < len(done) < 100, *results)
    """)
    assert out == "True None"


def test_nothing_spare_is_done_where_nobody_waits():
    out, _ = said("""
        import time
        spare = [lambda: print("spared")]
        os.cpu_count = lambda: 2
        fork.run_ahead(lambda: iter("a"), lambda: time.sleep(0.3), spare)
        os.cpu_count = lambda: 1
        fork.run_ahead(lambda: iter("a"), lambda: None, spare)
    """)
    assert out == ""
