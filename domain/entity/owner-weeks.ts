// Law: a closed week counts by what was told of it; weeks that are counted anew follow from each other as they would have been told.
import { afterWeek, noWeeks, type MethodState } from '../saudization/method.js';
import type { RuleSet } from '../saudization/rule-set.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { bandOf, type BandTimeline } from './band-timeline.js';
import type { PublishedBand } from './events.js';
import { bandsOfOwner, type CountedOwner, type EntityBand } from './owner-bands.js';

/** The rule set of a week. */
export type RulesOn = (week: IsoDate) => RuleSet;

/** What the weeks told of an entity come to, through one of them. Weeks before its first are none. */
export function stateThrough(rulesOn: RulesOn, { spans }: Pick<BandTimeline, 'spans'>, through: IsoDate): MethodState {
  let state = noWeeks;
  const first = spans.map(({ week }) => week).sort()[0];
  if (first === undefined) return state;
  for (let week = first; week <= through; week = addDays(week, 7)) {
    const said = bandOf({ spans }, week);
    if (said !== undefined) state = afterWeek(rulesOn(week), state, said.band);
  }
  return state;
}

/** The bands of an owner’s entities week by week, each after those before it; `stateOf` is before the first. */
export function recountWeeks(
  rulesOn: RulesOn,
  counted: (rules: RuleSet) => CountedOwner,
  weeks: readonly IsoDate[],
  stateOf: (entityId: string) => MethodState,
): readonly ReadonlyMap<string, EntityBand>[] {
  const states = new Map<string, MethodState>();
  const before = (entityId: string): MethodState => states.get(entityId) ?? stateOf(entityId);
  return weeks.map((week) => {
    const rules = rulesOn(week);
    const bands = new Map(bandsOfOwner(rules, counted(rules), week, before).map((band) => [band.entityId, band]));
    for (const { entityId, said } of bands.values()) states.set(entityId, afterWeek(rules, before(entityId), said.band));
    for (const [entityId, state] of states) if (!bands.has(entityId)) states.set(entityId, afterWeek(rules, state, 'NOT_RATED'));
    return bands;
  });
}

/** What is said of an entity in each of the weeks. */
export function saidIn(weeks: readonly ReadonlyMap<string, EntityBand>[], entityId: string): readonly (PublishedBand | undefined)[] {
  return weeks.map((bands) => bands.get(entityId)?.said);
}
