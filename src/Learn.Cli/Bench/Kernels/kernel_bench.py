"""Measures Jupyter kernels through jupyter_client, one beside the other. `learn bench kernel` runs it and makes the table.

Reads a plan from standard input: {"runs": 10, "cells": 1000, "declaring": 250, "kernels": {NAME: {"argv": [...], "declare": "x{0} = {0}"}}},
where "{connection_file}" in an argument stands for the file. Writes a line of JSON for each value, {"kernel", "what", "value"} in
milliseconds or megabytes, and {"progress": TEXT}.
"""

import json
import os
import queue
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

PATIENCE = 120  # Seconds. A kernel that needs longer for one answer has failed.


class Session:
    """A kernel in a process of its own, and its only client."""

    def __init__(self, argv):
        self.folder = tempfile.mkdtemp(prefix="learn-bench-")
        file = os.path.join(self.folder, "connection.json")
        write_connection_file(file, ip="127.0.0.1", key=b"learn-bench")
        self.client = BlockingKernelClient()
        self.client.load_connection_file(file)
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [word.replace("{connection_file}", file) for word in argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.client.start_channels(stdin=False, hb=False)
        self.reply_to(self.client.kernel_info())
        self.answered_after = 1000 * (time.perf_counter() - started)
        self.wait_for_outputs()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def reply_to(self, request):
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                reply = self.client.get_shell_msg(timeout=1)
            except queue.Empty:
                if self.process.poll() is not None:
                    sys.exit(f"{self.process.args[0]} ended with {self.process.returncode} before it answered")
                if time.monotonic() > limit:
                    sys.exit(f"{self.process.args[0]} has not answered for {PATIENCE} s")
                continue
            if reply["parent_header"].get("msg_id") == request:
                return reply

    def wait_for_outputs(self):
        """A subscriber that connects late misses what came before: asks until something comes by the iopub channel."""
        while True:
            request = self.client.kernel_info()
            try:
                self.client.get_iopub_msg(timeout=0.02)
                self.reply_to(request)
                return
            except queue.Empty:
                self.reply_to(request)

    def run(self, code):
        """Runs a cell; gives the milliseconds until the kernel says that it is idle again."""
        started = time.perf_counter()
        request = self.client.execute(code)
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                break
        took = 1000 * (time.perf_counter() - started)
        content = self.reply_to(request)["content"]
        if content["status"] != "ok":
            sys.exit(f"the cell {code!r} failed: {content}")
        return took

    def megabytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024

    def processor_time(self):
        """Milliseconds, user and system."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def say(**line):
    print(json.dumps(line), flush=True)


def measure_start(name, kernel):
    with Session(kernel["argv"]) as session:
        say(kernel=name, what="start", value=session.answered_after)
        say(kernel=name, what="first at once", value=session.run("1+1"))
        say(kernel=name, what="processor", value=session.processor_time())
    with Session(kernel["argv"]) as session:
        time.sleep(1)
        say(kernel=name, what="first after 1 s", value=session.run("1+1"))
        # Another expression each time: a kernel that remembers results is not to win by that.
        warm = [session.run(f"{number}+1") for number in range(2, 42)]
        say(kernel=name, what="warm", value=statistics.median(warm[-20:]))
        time.sleep(1)
        say(kernel=name, what="memory", value=session.megabytes())


def measure_long(name, kernel, cells, declaring):
    with Session(kernel["argv"]) as session:
        early = min(100, cells)
        for number in range(early):
            session.run(f"{number}+1")
        before = session.megabytes()
        times = [session.run(f"{number}+1") for number in range(early, cells // 2)]
        busy = session.processor_time()
        times += [session.run(f"{number}+1") for number in range(cells // 2, cells)]
        say(kernel=name, what="late processor", value=(session.processor_time() - busy) / max(1, cells - cells // 2))
        for value in times[-100:]:
            say(kernel=name, what="late", value=value)
        say(kernel=name, what="growth", value=session.megabytes() - before)
    with Session(kernel["argv"]) as session:
        for number in range(10):
            session.run(f"{number}+1")
        before = session.megabytes()
        times = [session.run(kernel["declare"].format(number)) for number in range(declaring)]
        for value in times[-50:]:
            say(kernel=name, what="late declaring", value=value)
        say(kernel=name, what="declaring growth", value=session.megabytes() - before)


def main():
    plan = json.load(sys.stdin)
    kernels = list(plan["kernels"].items())
    for run in range(plan["runs"]):
        say(progress=f"run {run + 1} of {plan['runs']} …")
        # Neither is always the one that finds the machine warm.
        for name, kernel in kernels if run % 2 == 0 else reversed(kernels):
            measure_start(name, kernel)
    for name, kernel in kernels if plan["cells"] > 0 else []:
        say(progress=f"{name}: {plan['cells']} cells, then {plan['declaring']} that declare …")
        measure_long(name, kernel, plan["cells"], plan["declaring"])


if __name__ == "__main__":
    main()
