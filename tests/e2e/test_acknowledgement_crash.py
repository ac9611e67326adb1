"""The server dies, or two send at once: nobody is written to twice, nothing vanishes.

The wire is the judge: what arrived at the mail server and at Twilio.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.harness import messages, phones
from tests.harness import practice as practices
from tests.harness.fake_twilio import hang
from tests.harness.posting import json_post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell

HELD = 3  # seconds for which the other end of the wire does not answer
RUN_JOB = """
touches = env["medspa.touch"]
send = type(touches)._send_claimed
mine = []

def counted(touch):
    mine.append(touch.id)
    return send(touch)

type(touches)._send_claimed = counted
try:
    touches._cron_send_acknowledgements()
finally:
    del type(touches)._send_claimed
print(json.dumps(mine))
"""


@pytest.fixture(scope="module")
def wires():
    with messages.Wires() as both:
        yield both


@pytest.fixture
def prompt_wires(wires):
    """Both wires, which answer at once again after the test."""
    yield wires
    wires.smtp.delay = 0
    wires.twilio.behave(None)


@pytest.fixture(scope="module")
def server(wires):
    """A server of its own, which the tests kill."""
    with Server("mortal_sender", smtp_port=wires.smtp.port) as running:
        yield running.start()


@pytest.fixture(scope="module")
def shells(server, wires):
    """Two more processes of Odoo, which run no job unless they are told to."""
    first = OdooShell(server.db, wires.args)
    second = OdooShell(server.db, wires.args)
    with closing(first), closing(second):
        in_each((first, second), "print(1)")  # loads Odoo, which takes seconds
        yield first, second


@pytest.fixture(scope="module")
def practice(server, shells, wires):
    built = practices.build(shells[0], server.db, "Fragile")
    wires.connect(shells[0], built)
    return built


def inquire(server, practice, numbers):
    """Post inquiries of people who agreed to texts; return their ids."""
    posts = [
        json_post(
            practice.path,
            **{**practices.patient(number), "phone": phones.by_day(number)},
            sms_consent="yes",
        )
        for number in numbers
    ]
    return [practice.inquiry_of(answer) for answer in send_all(server.url, posts, 4)]


def kill_while_sending(server, practice, channel, begun):
    """Kill it in the middle of a message, as soon as `begun` says it is."""
    sending = f"touch.state = 'sending' AND touch.channel = '{channel}'"
    messages.wait_until(lambda: messages.touches(practice, sending) and begun(), 30)
    server.kill()
    (touch,) = messages.touches(practice, sending)
    return touch


def on_the_wire(wires, touch):
    """How often a message arrived."""
    if touch.channel == "sms":
        return len(wires.texts_to(touch.address))
    return len(wires.smtp.to(touch.address))


def assert_once(wires, touches):
    """What was sent arrived once; what nobody knows of, at most once."""
    arrived = {touch: on_the_wire(wires, touch) for touch in touches}
    assert {touch for touch in touches if touch.state not in ("sent", "unknown")} == (
        set()
    )
    assert all(arrived[touch] == 1 for touch in touches if touch.state == "sent")
    assert all(arrived[touch] <= 1 for touch in touches if touch.state == "unknown")


def assert_left_to_the_owner(practice, touches):
    """Each message of which nobody knows is a to-do for the owner of its inquiry."""
    unknown = Counter(touch.lead_id for touch in touches if touch.state == "unknown")
    todos = practice.rows(
        "SELECT activity.res_id FROM mail_activity activity "
        "  JOIN crm_lead lead ON lead.id = activity.res_id "
        "   AND lead.user_id = activity.user_id "
        " WHERE activity.res_model = 'crm.lead' AND lead.company_id = %s "
        "   AND activity.summary = 'Did the message arrive?'",
        practice.company_id,
    )
    assert Counter(lead for (lead,) in todos) == unknown


@pytest.mark.parametrize(("channel", "first"), [("email", 100), ("sms", 200)])
def test_killed_while_a_message_is_held_sends_it_never_again(
    server, practice, prompt_wires, channel, first
):
    wires, numbers = prompt_wires, range(first, first + 4)
    if channel == "email":
        wires.smtp.delay = HELD
    else:
        wires.twilio.behave(lambda _request: hang(HELD))
    texts = len(wires.twilio.requests)
    inquiries = inquire(server, practice, numbers)
    broken_off = kill_while_sending(
        server,
        practice,
        channel,
        lambda: channel == "email" or len(wires.twilio.requests) > texts,
    )
    wires.smtp.delay = 0
    wires.twilio.behave(None)
    server.start()
    ended = messages.finish(practice)
    (same,) = (touch for touch in ended if touch.id == broken_off.id)
    assert same.state == "unknown"
    assert "stopped while" in same.reason
    mine = [touch for touch in ended if touch.lead_id in inquiries]
    assert len(mine) == 2 * len(numbers)
    assert_once(wires, mine)
    assert_left_to_the_owner(practice, ended)


def test_other_process_leaves_alone_what_the_first_is_sending(
    server, practice, shells, prompt_wires
):
    """It looks like what a crash has left behind, but somebody is at it."""
    prompt_wires.smtp.delay = 1.5
    with messages.job_held(practice):
        (inquiry,) = inquire(server, practice, [290])
        first = threading.Thread(target=shells[0], args=(RUN_JOB,))
        first.start()
        sending = "touch.state = 'sending' AND touch.channel = 'email'"
        messages.wait_until(lambda: messages.touches(practice, sending))
        shells[1](RUN_JOB)
        first.join()
    touches = messages.touches(practice, "touch.lead_id = %s", inquiry)
    assert {touch.state for touch in touches} == {"sent"}
    assert_once(prompt_wires, touches)


def test_two_processes_at_once_send_each_message_once(
    server, practice, shells, prompt_wires
):
    wires = prompt_wires
    # slow enough that neither can do it all before the other begins
    wires.smtp.delay = 0.05
    wires.twilio.behave(lambda _request: hang(0.05))
    with messages.job_held(practice):
        inquiries = inquire(server, practice, range(300, 312))
        done = [in_each(shells, RUN_JOB) for _ in range(2)]
    sent_by = [set(done[0][who] + done[1][who]) for who in range(2)]
    touches = [
        touch for touch in messages.touches(practice) if touch.lead_id in inquiries
    ]
    assert {touch.state for touch in touches} == {"sent"}
    assert_once(wires, touches)
    assert all(sent_by), "one process did it all, so nothing is proved"
    assert not sent_by[0] & sent_by[1]
    assert sent_by[0] | sent_by[1] == {touch.id for touch in touches}


def in_each(shells, code):
    """Run code in all processes at the same time; return what each printed."""
    with ThreadPoolExecutor(len(shells)) as pool:
        return list(pool.map(lambda shell: shell(code), shells))
