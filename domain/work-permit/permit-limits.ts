// Law: a permit is for a term in force, first issued soon after arrival, and at the basic skill level only up to an age.
import type { RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { ruleAt } from '../rules/rule-table.js';
import { permitFirstIssue, permitTerms, skillLevels } from '../rules/work-permit-rules.js';
import { daysBetween, type IsoDate } from '../standards/calendar.js';
import { majorGroup } from '../standards/occupation.js';

/** A limit that is kept, with the rule it was measured by and what stayed unknown. */
export interface WithinLimit {
  readonly kind: 'within';
  readonly rules: readonly RuleUse[];
  readonly unknown: readonly string[];
}

function within(rules: readonly RuleUse[], unknown: readonly string[] = []): WithinLimit {
  return { kind: 'within', rules, unknown };
}

/** Whether permits are issued for so many months (rule `work-permit.terms`). */
export function termLimit(months: number, day: IsoDate): WithinLimit | Refused {
  const { value, use } = ruleAt(permitTerms, day);
  if (value.includes(months)) return within([use]);
  return refuse('work-permit.term-not-allowed', `No permit is issued for ${months} months.`, `Choose a term of ${value.join(', ')} months.`, {
    rule: use,
    pointer: '/months',
  });
}

/** Whether the first permit is issued in time after arrival (rule `work-permit.first-issue`); unknown without the day of arrival. */
export function arrivalLimit(arrivedOn: IsoDate | null, day: IsoDate): WithinLimit | Refused {
  const { value, use } = ruleAt(permitFirstIssue, day);
  if (arrivedOn === null) return within([use], ['arrival-day']);
  const pointer = '/arrivedOn';
  if (arrivedOn > day) {
    return refuse('work-permit.arrival-ahead', 'The day of arrival lies after this step.', 'Name the day on which the employee arrived.', { pointer });
  }
  if (daysBetween(arrivedOn, day) <= value.days) return within([use]);
  return refuse(
    'work-permit.first-issue-late',
    `The employee arrived more than ${value.days} days ago.`,
    'Correct the day of arrival if it is wrong; otherwise the labour office decides outside the ledger.',
    { rule: use, pointer },
  );
}

/**
 * Whether a worker of the basic level is young enough (rule `work-permit.skill-levels`, age ≤ 60). Only the year of
 * birth is open, so who may or may not have passed the birthday is let through as unknown.
 */
export function basicLevelLimit(
  occupation: string,
  birthYear: number | null,
  day: IsoDate,
  worker: 'new' | 'existing',
): WithinLimit | Refused {
  const { value, use } = ruleAt(skillLevels, day);
  if (value === null || (worker === 'new' && day < value.newWorkersFrom) || !value.basic.includes(majorGroup(occupation))) return within([use]);
  if (birthYear === null) return within([use], ['age']);
  const oldestAge = Number(day.slice(0, 4)) - birthYear;
  if (oldestAge <= value.basicMaximumAge) return within([use]);
  if (oldestAge - 1 <= value.basicMaximumAge) return within([use], ['age']);
  return refuse(
    'work-permit.too-old-for-basic-level',
    `The basic skill level is for workers of at most ${value.basicMaximumAge} years.`,
    'Name an occupation of a higher skill level if that is what the employee does.',
    { rule: use, pointer: '/occupation' },
  );
}
