// Law: which method judges an entity follows from its own published weeks, in their order.
import { addDays, dayOfWeek, daysBetween, type IsoDate } from '../standards/calendar.js';
import { compareBands, type BandOrNone } from './band.js';
import type { RuleSet } from './rule-set.js';

/** `average26`: the average over the long window (26 weeks in 2026). `immediate`: over the last week. */
export type Method = 'average26' | 'immediate';

/** What the published weeks of an entity come to. */
export interface MethodState {
  /** Whether it earned the one-week method by its weeks. */
  readonly earned: boolean;
  readonly greenRun: number;
  readonly redRun: number;
  /** Numbers of the RED weeks since the method was earned, that may still count. */
  readonly reds: readonly number[];
  /** Weeks published so far. */
  readonly published: number;
}

/** Before the first published week. */
export const noWeeks: MethodState = { earned: false, greenRun: 0, redRun: 0, reds: [], published: 0 };

/** The state after one more published week. A week without a band breaks both runs. */
export function afterWeek(rules: RuleSet, state: MethodState, band: BandOrNone): MethodState {
  const { afterGreenWeeks, backAfterRedWeeks, backAfterRedOf } = rules.window.immediate;
  const week = state.published + 1;
  const green = band !== 'NOT_RATED' && compareBands(band, 'LOW_GREEN') >= 0;
  const red = band === 'RED';
  const greenRun = green ? state.greenRun + 1 : 0;
  const redRun = red ? state.redRun + 1 : 0;
  const reds = [...state.reds, ...(red && state.earned ? [week] : [])].filter((one) => one > week - backAfterRedOf.within);
  const fallsBack = state.earned && (redRun >= backAfterRedWeeks || reds.length >= backAfterRedOf.red);
  const earned = (state.earned && !fallsBack) || greenRun >= afterGreenWeeks;
  return { earned, greenRun, redRun, reds: earned && state.earned ? reds : [], published: week };
}

/** The method of a day. `small`: the entity has no curve; `oldest`: first day of its oldest establishment. */
export function methodOn(rules: RuleSet, state: MethodState, day: IsoDate, entity: { readonly small: boolean; readonly oldest: IsoDate | null }): Method {
  const young = entity.oldest !== null && daysBetween(entity.oldest, day) <= rules.window.immediate.whileOldestWeeks * 7;
  return entity.small || young || state.earned ? 'immediate' : 'average26';
}

/** The last days of the weeks that are rated and ended before the day, in their order. */
export function* ratedWeeks(rules: RuleSet, before: IsoDate): Generator<IsoDate> {
  let end = weekEnd(rules, rules.from);
  while (end < before) {
    yield end;
    end = addDays(end, 7);
  }
}

/** The last day of the week that a day lies in. */
export function weekEnd(rules: RuleSet, day: IsoDate): IsoDate {
  return addDays(day, 6 - ((dayOfWeek(day) - rules.window.weekBegins + 7) % 7));
}

/** The last day of the newest week that had ended before a day. */
export function weekBefore(rules: RuleSet, day: IsoDate): IsoDate {
  return addDays(weekEnd(rules, day), -7);
}
