from __future__ import annotations

import gc
import random
import threading
import weakref
from itertools import permutations

import pytest

from connector.limiter import (
    LOOK_AGAIN_S,
    PROBE_INTERVAL_S,
    WINDOW_S,
    Lane,
    Ticket,
    WindowLimiter,
    shared_limiter,
)
from connector.wire import RateLimit

NOW = 1_800_000_000.0
RESET = NOW + 4


def learned(limit: int = 10, remaining: int = 0, reset_at: float | None = RESET) -> WindowLimiter:
    """A limiter that has seen one answer, and has nothing under way."""
    limiter = WindowLimiter()
    answered(limiter, NOW, limit, remaining, reset_at)
    return limiter


def answered(
    limiter: WindowLimiter, now: float, limit: int, remaining: int, reset_at: float | None
) -> None:
    """Send one call more, and have it answered at once."""
    ticket = limiter.enter("interactive")
    limiter.turn(ticket, now)
    limiter.settle(ticket, RateLimit(limit, remaining, reset_at), now)
    limiter.leave(ticket)


def admitted(limiter: WindowLimiter, now: float, tries: int = 100) -> list[Ticket]:
    """Send calls until one has to wait; that one gives up."""
    sent = []
    for _ in range(tries):
        ticket = limiter.enter("interactive")
        if limiter.turn(ticket, now).wait_s:
            limiter.leave(ticket)
            break
        sent.append(ticket)
    return sent


def waiting(limiter: WindowLimiter, *lanes: Lane, now: float = NOW) -> list[Ticket]:
    """Calls that have asked in this order and have to wait."""
    tickets = [limiter.enter(lane) for lane in lanes]
    assert all(limiter.turn(ticket, now).wait_s > 0 for ticket in tickets)
    return tickets


def goes(limiter: WindowLimiter, ticket: Ticket, now: float) -> bool:
    return not limiter.turn(ticket, now).wait_s


def is_whole(limiter: WindowLimiter, now: float, limit: int = 10) -> bool:
    """Whether nothing leaked: a new window admits as many calls as it has room for."""
    answered(limiter, now, limit, limit, now + WINDOW_S)
    return len(admitted(limiter, now, 3 * limit)) == limit


def test_as_long_as_nothing_is_known_nothing_is_held_back() -> None:
    assert len(admitted(WindowLimiter(), NOW, 500)) == 500


@pytest.mark.parametrize("limit", [1, 10, 167])
@pytest.mark.parametrize("remaining", [0, 1, 5, 10])
def test_a_window_admits_what_remains_in_it(limit: int, remaining: int) -> None:
    assert len(admitted(learned(limit, remaining), NOW, 300)) == remaining


def test_calls_under_way_count_as_not_yet_counted() -> None:
    limiter = learned(10, 8)
    first = admitted(limiter, NOW, 3)
    limiter.settle(first[0], RateLimit(10, 7, RESET), NOW)
    assert len(admitted(limiter, NOW)) == 7 - 2


def test_a_call_that_may_soon_have_room_asks_again_soon() -> None:
    limiter = learned(10, 8)
    under_way = admitted(limiter, NOW, 8)
    limiter.settle(under_way[0], RateLimit(10, 4, RESET), NOW)
    ticket = limiter.enter("interactive")
    turn = limiter.turn(ticket, NOW)
    assert 0 < turn.wait_s <= 2 * LOOK_AGAIN_S
    assert turn.expected_s < 1, "a small budget for waiting is enough"
    for sent in under_way[1:]:
        limiter.settle(sent, RateLimit(10, 4, RESET), NOW)
    assert goes(limiter, ticket, NOW)


@pytest.mark.parametrize("order", list(permutations([7, 6, 5])))
def test_answers_may_come_in_any_order(order: tuple[int, ...]) -> None:
    limiter = learned(10, 8)
    sent = admitted(limiter, NOW, 3)
    for ticket, remaining in zip(sent, order, strict=True):
        limiter.settle(ticket, RateLimit(10, remaining, RESET), NOW)
    assert len(admitted(limiter, NOW)) == 5


def test_a_late_answer_of_an_old_window_says_nothing_of_the_new() -> None:
    limiter = learned(10, 9)
    late = admitted(limiter, NOW, 1)[0]
    answered(limiter, RESET + 1, 10, 9, RESET + WINDOW_S)
    limiter.settle(late, RateLimit(10, 0, RESET), RESET + 1)
    assert len(admitted(limiter, RESET + 1)) == 9


@pytest.mark.parametrize(
    "seen", [None, RateLimit(None, None, None), RateLimit(10, None, RESET), RateLimit(0, 0, RESET)]
)
def test_answers_that_tell_nothing_change_nothing(seen: RateLimit | None) -> None:
    for limiter, room in ((WindowLimiter(), 100), (learned(10, 6), 6)):
        ticket = admitted(limiter, NOW, 1)[0]
        limiter.settle(ticket, seen, NOW)
        limiter.leave(ticket)
        assert len(admitted(limiter, NOW)) == room


@pytest.mark.parametrize(
    ("reset_at", "expected_s"), [(RESET, 4), (None, WINDOW_S), (NOW + 3600, 20)]
)
def test_a_wait_lasts_until_the_reset_and_never_for_ever(
    reset_at: float | None, expected_s: float
) -> None:
    limiter = learned(10, 0, reset_at)
    admitted(limiter, NOW, 1)
    turn = limiter.turn(limiter.enter("interactive"), NOW)
    assert turn.expected_s == expected_s
    assert expected_s < turn.wait_s <= expected_s + 1


def test_a_reset_that_has_long_passed_holds_nobody_back() -> None:
    assert len(admitted(learned(10, 0, NOW - 50), NOW)) == 10


@pytest.mark.parametrize("under_way", [0, 5, 10])
def test_the_whole_wait_is_foretold_by_the_place_in_the_queue(under_way: int) -> None:
    limiter = learned(10, 10)
    admitted(limiter, NOW, under_way)
    answered(limiter, NOW, 10, 0, RESET)
    turns = [limiter.turn(limiter.enter("interactive"), NOW) for _ in range(25)]
    assert [turn.expected_s for turn in turns] == [4.0] * 10 + [14.0] * 10 + [24.0] * 5
    assert {turn.wait_s for turn in turns} == {4 + LOOK_AGAIN_S}, "nobody sleeps past the reset"


@pytest.mark.parametrize("asked", list(permutations(range(3))))
def test_who_came_first_goes_first_whoever_asks_first(asked: tuple[int, ...]) -> None:
    limiter = learned()
    queue = waiting(limiter, "interactive", "interactive", "interactive")
    answered(limiter, RESET, 10, 2, RESET + WINDOW_S)
    assert {place: goes(limiter, queue[place], RESET) for place in asked} == {
        0: True,
        1: True,
        2: False,
    }


def test_newcomers_do_not_overtake() -> None:
    limiter = learned()
    waiting(limiter, "interactive", "interactive")
    answered(limiter, RESET, 10, 3, RESET + WINDOW_S)
    assert len(admitted(limiter, RESET)) == 1, "two places are kept for those who wait"


def test_a_person_goes_before_a_bulk_job() -> None:
    limiter = learned()
    bulk, *_, person = waiting(limiter, "bulk", "bulk", "bulk", "interactive")
    answered(limiter, RESET, 10, 1, RESET + WINDOW_S)
    assert not goes(limiter, bulk, RESET)
    assert goes(limiter, person, RESET)


def test_after_a_tight_window_calls_go_out_one_by_one_until_one_is_answered() -> None:
    limiter = learned(10, 0)
    sent = []
    for step in range(4):
        for calls in (1, 0):
            tickets = admitted(limiter, RESET + step * PROBE_INTERVAL_S)
            assert len(tickets) == calls
            sent += tickets
        # Answered or not, no more than one goes out at the interval.
        limiter.leave(sent[-1])
    answered(limiter, RESET + 1, 10, 8, RESET + WINDOW_S)
    assert len(admitted(limiter, RESET + 1)) == 8


def test_a_probe_that_is_refused_starts_the_wait_anew() -> None:
    limiter = learned(10, 0)
    answered(limiter, RESET, 10, 0, RESET + 3)
    assert limiter.turn(limiter.enter("interactive"), RESET).expected_s == 3.0


def test_after_a_window_with_room_to_spare_all_go_at_once() -> None:
    assert len(admitted(learned(10, 7), RESET)) == 10


def test_who_leaves_the_queue_makes_room() -> None:
    limiter = learned()
    first, second = waiting(limiter, "interactive", "interactive")
    answered(limiter, RESET, 10, 1, RESET + WINDOW_S)
    assert not goes(limiter, second, RESET)
    limiter.leave(first)
    assert goes(limiter, second, RESET)


def test_a_call_that_is_never_answered_may_have_been_counted() -> None:
    limiter = learned(10, 5)
    for ticket in admitted(limiter, NOW, 2):
        limiter.leave(ticket)
        limiter.leave(ticket)
    assert len(admitted(limiter, NOW)) == 3


def test_limiters_are_shared_by_token_and_host() -> None:
    limiter = shared_limiter("token", "https://a.example.com")
    assert shared_limiter("token", "https://a.example.com") is limiter
    assert shared_limiter("other", "https://a.example.com") is not limiter
    assert shared_limiter("token", "https://b.example.com") is not limiter
    gone = weakref.ref(limiter)
    del limiter
    gc.collect()
    assert gone() is None


def test_ten_thousand_random_steps_leave_nothing_behind() -> None:
    draw = random.Random(4)
    limiter, now = WindowLimiter(), NOW
    held: list[Ticket] = []
    for _ in range(10_000):
        now += draw.random() * 0.1
        ticket = draw.choice(held) if held and draw.random() < 0.7 else None
        if ticket is None:
            held.append(limiter.enter(draw.choice(("interactive", "bulk"))))
        elif draw.random() < 0.3:
            held.remove(ticket)
            limiter.leave(ticket)
        elif ticket.state == "sent":
            seen = RateLimit(10, draw.randrange(10), now + draw.uniform(-5, 30))
            limiter.settle(ticket, draw.choice((seen, None)), now)
        elif ticket.state != "done":
            limiter.turn(ticket, now)
    draw.shuffle(held)
    for ticket in held:
        limiter.leave(ticket)
    assert is_whole(limiter, now + 100)


def test_threads_get_no_more_places_than_there_are() -> None:
    limiter, go = learned(100, 100), threading.Barrier(8)
    sent: list[Ticket] = []

    def ask() -> None:
        go.wait()
        for _ in range(50):
            ticket = limiter.enter("bulk")
            if limiter.turn(ticket, NOW).wait_s:
                limiter.leave(ticket)
            else:
                sent.append(ticket)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == len({ticket.number for ticket in sent}) == 100
    for ticket in sent:
        limiter.leave(ticket)
    assert is_whole(limiter, NOW + 100, limit=100)
