import { evolveTimeline, noBands } from '../../entity/band-timeline.js';
import type { EntityEvent } from '../../entity/events.js';
import { published } from '../../entity/testing/some-bands.js';
import type { Band } from '../../saudization/band.js';
import { gates2026, type GateRules } from '../../saudization/gate-rules.js';
import { nitaqat2026 } from '../../saudization/nitaqat-2026.js';
import type { RuleSet } from '../../saudization/rule-set.js';
import { addDays, toIsoDate } from '../../standards/calendar.js';
import { testId } from '../../testing/test-facts.js';
import type { BandFact, ToldBand } from '../band-fact.js';

/** Last day of the first week of all. */
export const FIRST_WEEK = toIsoDate('2026-05-02');

/** The rule set of 2026 with what a case says of its gates. */
export function gated(lowGreen: Partial<RuleSet['lowGreen']> = {}, gates: Partial<GateRules> = {}): RuleSet {
  return { ...nitaqat2026, gates: { ...gates2026, ...gates }, lowGreen: { ...nitaqat2026.lowGreen, ...lowGreen } };
}

/** What was told of an entity, judged by a week. */
export function told(events: readonly EntityEvent[], week: string, rules: RuleSet = gated()): ToldBand {
  const { spans } = events.reduce(evolveTimeline, noBands);
  return { kind: 'told', entityId: testId('entity'), week: toIsoDate(week), rules, spans };
}

/** An entity that has been in a band for so many weeks. */
export function standing(band: Band | 'NOT_RATED', weeks = 1, rules: RuleSet = gated()): ToldBand {
  return told([published(FIRST_WEEK, band)], addDays(FIRST_WEEK, 7 * (weeks - 1)), rules);
}

/** The last week is not closed yet. */
export const overdue: BandFact = { kind: 'overdue', week: FIRST_WEEK };
