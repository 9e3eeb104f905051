"""Asks for a page over and over until a file appears: load.py URL CA TOKEN STOP_FILE; prints what came of it."""

import collections
import concurrent.futures
import pathlib
import ssl
import sys
import time
import urllib.request

url, ca, token, stop = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
answers = collections.Counter()
slowest = 0.0


def ask(_):
    global slowest
    while not pathlib.Path(stop).exists():
        began = time.monotonic()
        try:
            request = urllib.request.Request(url, headers={"Authorization": "Bearer " + token})
            with urllib.request.urlopen(request, context=context, timeout=30) as answer:
                answer.read()
                answers[answer.status] += 1
        except Exception as e:
            answers[getattr(e, "code", type(e).__name__)] += 1
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.02)


with concurrent.futures.ThreadPoolExecutor(4) as pool:
    list(pool.map(ask, range(4)))
failed = sum(n for code, n in answers.items() if code != 200)
print(f"{answers[200]} answered, {failed} failed, slowest {slowest:.1f} s", dict(answers))
sys.exit(1 if failed or not answers[200] else 0)
