// Law: why a method judges an entity is told by the weeks that decided it, or by its size or age where these come first.
import type { IsoDate } from '../standards/calendar.js';
import { afterWeek, methodOn, noWeeks, type Method, type MethodState } from './method.js';
import type { PublishedWeek } from './assess.js';
import type { RuleSet } from './rule-set.js';

/**
 * `small`, `young`: by size, by the age of the oldest establishment; `green-weeks`: earned by them; `red-weeks`: lost by them;
 * `not-yet-earned`: with the green weeks that count towards it.
 */
export type MethodReason = 'small' | 'young' | 'green-weeks' | 'red-weeks' | 'not-yet-earned';

/** A method with its ground. */
export interface MethodGround {
  readonly method: Method;
  readonly reason: MethodReason;
  /** The weeks that decided, oldest first; none where size or age did. */
  readonly weeks: readonly PublishedWeek[];
}

/** The ground of the method of a day, from the weeks published before it. */
export function methodGround(rules: RuleSet, weeks: readonly PublishedWeek[], day: IsoDate, entity: { readonly small: boolean; readonly oldest: IsoDate | null }): MethodGround {
  let state = noWeeks;
  let decided: Pick<MethodGround, 'reason' | 'weeks'> | null = null;
  weeks.forEach(({ band }, n) => {
    const next = afterWeek(rules, state, band);
    const until = weeks.slice(0, n + 1);
    if (next.earned && !state.earned) decided = { reason: 'green-weeks', weeks: until.slice(-rules.window.immediate.afterGreenWeeks) };
    else if (state.earned && !next.earned) decided = { reason: 'red-weeks', weeks: redWeeks(rules, state, next, until) };
    state = next;
  });
  const method = methodOn(rules, state, day, entity);
  if (entity.small) return { method, reason: 'small', weeks: [] };
  if (method === 'immediate' && !state.earned) return { method, reason: 'young', weeks: [] };
  return { method, ...(decided ?? { reason: 'not-yet-earned', weeks: state.greenRun === 0 ? [] : weeks.slice(-state.greenRun) }) };
}

/** Those that took the method away: the last in a row, else all that were counted since it was earned. */
function redWeeks(rules: RuleSet, before: MethodState, { redRun, published }: MethodState, until: readonly PublishedWeek[]): readonly PublishedWeek[] {
  if (redRun >= rules.window.immediate.backAfterRedWeeks) return until.slice(-redRun);
  const counted = [...before.reds, published].filter((week) => week > published - rules.window.immediate.backAfterRedOf.within);
  return counted.flatMap((week) => until[week - 1] ?? []);
}
