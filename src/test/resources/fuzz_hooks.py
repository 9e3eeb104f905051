"""For the fuzzing of the API: signs requests in, and puts records that exist in the place of most
of the made-up ones, so that requests reach the rules behind "there is no such record"."""

import copy
import http.client
import itertools
import json
import os
import random
import re
from urllib.parse import urlsplit

import schemathesis

SERVER = urlsplit(os.environ["SIMS_URL"]).netloc
TOKEN = os.environ["SIMS_TOKEN"]
PASSWORD = os.environ["SIMS_DEMO_PASSWORD"]

# What ends the session that asks, or needs one that is fresh: each gets an account of its own.
ENDS_THE_SESSION = re.compile(r"logout|password/change|sign-ins|session")
SHARE = 0.7
FRESH_FOR = 40  # uses of a list before it is read again: records come and go
OUT_OF_REACH = 10**12

numbers = itertools.count(1)
chance = random.Random(1)
lists = {}


def send(method, path, body=None, token=TOKEN):
    # Each from another address of this machine, since sign-ins are counted by address.
    source = f"127.0.{1 + next(numbers) // 250 % 250}.{1 + next(numbers) % 250}"
    connection = http.client.HTTPConnection(SERVER, timeout=60, source_address=(source, 0))
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        return json.loads(text) if answer.status < 300 and text else {}
    finally:
        connection.close()


def records(collection):
    uses, found = lists.get(collection, (FRESH_FOR, []))
    if uses >= FRESH_FOR:
        found = send("GET", f"/api/{collection}/?count=false&page_size=100").get("results", [])
        uses = 0
    lists[collection] = (uses + 1, found)
    return found


def some(collection, wanted=lambda record: True):
    found = [record for record in records(collection) if wanted(record)]
    return chance.choice(found) if found else {}


def account():
    """A new account that nobody else uses."""
    name = f"fuzz-{next(numbers)}-{os.getpid()}"
    body = {"username": name, "role": chance.choice(["Faculty", "Registrar"]), "password": PASSWORD}
    return send("POST", "/api/users/", body) | {"username": name}


def sign_in(who):
    body = {"identifier": who["username"], "password": PASSWORD}
    return send("POST", "/api/auth/login/", body, token=None).get("tokens", {})


def references():
    """One place of a student in a section, with what belongs to both."""
    place = some("enrollments")
    section, student = place.get("section"), place.get("student")
    of_section = lambda record: record.get("section") == section
    return {
        "student": student,
        "student_id": student,
        "section": section,
        "section_id": section,
        "assessment": some("assessments", of_section).get("id"),
        "course": some("courses").get("id"),
        "term": place.get("term"),
        "teacher": some("users", lambda user: user.get("role") == "Faculty").get("id"),
        "result_id": some("results").get("id"),
        "change_id": some("pending-changes", lambda change: change["status"] == "pending").get("id"),
        "students": [student],
        "student_ids": [student],
        "result_ids": [some("results").get("id")],
    }


def settle(value, known):
    """Puts what is known in the place of what has its name, also in rows."""
    if isinstance(value, list):
        return [settle(element, known) for element in value]
    if not isinstance(value, dict):
        return value
    settled = {}
    for name, element in value.items():
        if name == "program":
            program = some("programs")
            settled[name] = program.get("name" if isinstance(element, str) else "id", element)
        elif element is not None and known.get(name) not in (None, [None]):
            settled[name] = known[name]
        else:
            settled[name] = settle(element, known)
    return settled


def path_parameters(path, given):
    settled = dict(given)
    collection = path.split("/")[2]
    if collection == "users" and "id" in settled:
        # Never the account that asks.
        settled["id"] = account().get("id", OUT_OF_REACH)
        return settled
    if chance.random() > SHARE or "id" not in settled:
        return settled
    if "/batch/" in path:
        collection = "jobs"
    elif collection == "transcripts":
        collection = "students"
    settled["id"] = some(collection).get("id", settled["id"])
    return settled


def signed_in(case):
    """The token, and for the endpoints of sign-in a body that can succeed."""
    path = case.operation.path
    body = case.body if isinstance(case.body, dict) else {}
    if ENDS_THE_SESSION.search(path) or ("/auth/" in path and chance.random() < SHARE):
        who = account()
        tokens = sign_in(who)
        genuine = {
            "identifier": who["username"],
            "email": who.get("email"),
            "password": PASSWORD,
            "old_password": PASSWORD,
            "new_password": f"a-new-passphrase-{next(numbers)}",
            "refresh": tokens.get("refresh"),
        }
        if chance.random() < SHARE and body:
            case.body = body | {name: genuine[name] for name in body if genuine.get(name)}
        return tokens.get("access", TOKEN)
    return TOKEN


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.operation.path
    if case.path_parameters:
        case.path_parameters = path_parameters(path, case.path_parameters)
    if "/auth/" not in path and chance.random() < SHARE:
        known = references()
        if isinstance(case.body, dict):
            case.body = settle(copy.deepcopy(case.body), known)
        if case.query:
            case.query = settle(dict(case.query), known)
    headers = dict(case.headers or {})
    headers["Authorization"] = f"Bearer {signed_in(case)}"
    case.headers = headers
