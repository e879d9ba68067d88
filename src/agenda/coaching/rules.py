"""Every rule, in the order in which what it finds matters: what makes a talk fail comes first."""

from __future__ import annotations

from agenda.coaching import (
    actions,
    alignment,
    aspirations,
    cycle,
    goals,
    meeting,
    plans,
    privacy,
    record,
    skills,
)
from agenda.coaching.rule import Rule, Theme

POLISH: tuple[Rule, ...] = (
    aspirations.value_without_moment,
    alignment.no_team_benefit,
    alignment.no_trade_off,
    skills.no_gap,
    skills.big_jump,
    skills.only_courses,
    skills.level_without_evidence,
    skills.empty_superlative,
    skills.stale_evidence,
)
"""What makes a good file a better one: it waits until nothing else is to be said."""
RULES: tuple[Rule, ...] = (
    aspirations.next_step,
    # What harms somebody, or turns the talk into another one.
    privacy.private_in_shared,
    privacy.named_colleague,
    privacy.pay_in_shared,
    privacy.job_search_in_shared,
    aspirations.promotion_pitch,
    record.promise_in_record,
    record.judging_words,
    # What lets the talk fail, or not take place.
    meeting.no_meeting,
    meeting.sent_too_late,
    meeting.odd_date,
    meeting.low_trust,
    cycle.dropped_action,
    actions.shared_owner,
    actions.action_without_owner,
    # What the talk is for: aspirations, skills, alignment.
    aspirations.no_long_arc,
    skills.missing_skill_list,
    alignment.manager_unprepared,
    aspirations.one_sided_values,
    plans.goal_without_arc,
    aspirations.title_only_aspiration,
    aspirations.short_horizon,
    goals.outside_6_12_months,
    actions.one_sided_actions,
    record.no_expectations,
    # What keeps a good talk from having an effect.
    alignment.vague_ask,
    goals.vague_goal,
    actions.action_without_date,
    record.no_next_check_in,
    record.late_record,
    meeting.too_long,
    goals.no_date,
    plans.no_first_step,
    goals.no_success_measure,
    cycle.carried_twice,
    cycle.unchanged_arc,
    plans.obstacle_without_plan,
    skills.unused_future_skill,
    goals.too_many_goals,
    alignment.too_many_asks,
    aspirations.too_many_values,
    *POLISH,
)
NAMES: tuple[str, ...] = tuple(rule.name for rule in RULES)
ALWAYS = "private-in-shared"
NEVER_SILENT = f"nothing silences {ALWAYS}: it keeps private words private"
RANK: dict[str, int] = {name: rank for rank, name in enumerate(NAMES)}


def by_theme() -> dict[Theme, tuple[Rule, ...]]:
    """Return the rules of each theme, in the order of the themes."""
    return {theme: tuple(rule for rule in RULES if rule.theme is theme) for theme in Theme}
