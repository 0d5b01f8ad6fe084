from datetime import date
from itertools import islice

import pytest

from catalogue.agenda.models import Repeats
from catalogue.agenda.planning.rule import LONGEST, Rule, nth_weekday, rank_in_month


def first(rule: Rule, count: int = 4) -> list[str]:
    return [f"{day:%d/%m}" for day in islice(rule.days(), count)]


def test_every_week_and_every_two_weeks_keep_the_day_of_the_first():
    assert first(Rule(Repeats.WEEKLY, date(2026, 12, 1))) == ["01/12", "08/12", "15/12", "22/12"]
    assert first(Rule(Repeats.FORTNIGHTLY, date(2026, 12, 1))) == ["01/12", "15/12", "29/12", "12/01"]


def test_each_month_keeps_which_tuesday_it_is():
    assert first(Rule(Repeats.MONTHLY, date(2026, 12, 8))) == ["08/12", "12/01", "09/02", "09/03"]
    assert first(Rule(Repeats.MONTHLY_LAST, date(2026, 12, 8))) == ["29/12", "26/01", "23/02", "30/03"]


def test_a_fifth_weekday_is_the_last_one_where_there_is_no_fifth():
    assert rank_in_month(date(2026, 12, 29)) == 5
    assert first(Rule(Repeats.MONTHLY, date(2026, 12, 29))) == ["29/12", "26/01", "23/02", "30/03"]
    assert nth_weekday(2027, 2, 0, 5) == date(2027, 2, 22)


def test_the_last_day_is_included_and_no_rule_is_endless():
    assert first(Rule(Repeats.WEEKLY, date(2026, 12, 1), until=date(2026, 12, 15)), 9) == ["01/12", "08/12", "15/12"]
    assert max(Rule(Repeats.WEEKLY, date(2026, 12, 1), times=10**6).days()) <= date(2026, 12, 1) + LONGEST


@pytest.mark.parametrize("repeats", list(Repeats))
def test_days_come_in_order_and_only_once(repeats):
    days = list(Rule(repeats, date(2026, 11, 30)).days())
    assert days == sorted(set(days))
    assert days[0] >= date(2026, 11, 30)
