import { assess, type AssessedEntity, type Assessment } from '../../../../dist/domain/saudization/assess.js';
import { afterWeek, noWeeks, ratedWeeks } from '../../../../dist/domain/saudization/method.js';
import type { RuleSet } from '../../../../dist/domain/saudization/rule-set.js';
import { addDays } from '../../../../dist/domain/standards/calendar.js';
import { LAST } from './market-share.js';

/** The assessments of an entity at the end of each of the last 26 weeks, each after those before it. */
export function* weeksOf(rules: RuleSet, entity: AssessedEntity): Generator<Assessment> {
  let state = noWeeks;
  for (const ends of ratedWeeks(rules, addDays(LAST, 1))) {
    if (entity.days.begins === null || ends < entity.days.begins) continue;
    const assessed = assess(rules, entity, ends, state);
    state = afterWeek(rules, state, assessed.rating.band);
    yield assessed;
  }
}
