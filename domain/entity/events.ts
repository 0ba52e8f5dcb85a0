// Law: a band is an event: what was published stays as it was published, and what turns out otherwise is told by another event.
import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { BANDS } from '../saudization/band.js';
import { isoDate } from '../standards/calendar.js';
import { nitaqatActivityCode } from '../standards/nitaqat-activity.js';

const percent = z.number();

/** The rule set by which a band was found. */
export const ruleSetUse = z.object({ name: z.string().max(60), version: z.string().max(20) });

/** A band and what it was found from. */
export const publishedBand = z.object({
  band: z.enum([...BANDS, 'NOT_RATED']),
  /** Why there is none; null where there is one. */
  reason: z.enum(['before-the-rules', 'unknown-activity', 'no-workers']).nullable(),
  method: z.enum(['average26', 'immediate']),
  /** N, in percent; null where nobody counts on either side. */
  ratio: percent.nullable(),
  /** Workers, and the weighted sums of both sides, as averages over the days of the method. */
  x: z.number().min(0),
  saudis: z.number().min(0),
  expats: z.number().min(0),
  /** The least ratio of each band at x; null for small entities. */
  thresholds: z.object({ LOW_GREEN: percent, MEDIUM_GREEN: percent, HIGH_GREEN: percent, PLATINUM: percent }).nullable(),
  /** Activity whose curve was used: another than the entity’s own where small entities of one owner count together. */
  curve: nitaqatActivityCode,
  ruleSet: ruleSetUse,
});

export type PublishedBand = z.output<typeof publishedBand>;

const about = {
  effectiveOn: isoDate,
  entityId: z.uuid(),
  /** Directory id of a human owner, or the id made of a legal owner’s unified number. */
  ownerId: z.uuid(),
  activity: nitaqatActivityCode,
};

export const BandPublished = defineEvent({
  type: 'BandPublished',
  summary: 'From this week on the entity stands in this band, by this method and rule set.',
  data: z.object({ ...about, /** Last day of the week. */ week: isoDate, ...publishedBand.shape }),
});

export const BandRevised = defineEvent({
  type: 'BandRevised',
  summary: 'Late or corrected facts put the entity in another band, or by another method, in weeks that were published.',
  data: z.object({ ...about, /** Last day of the first week that it is about. */ week: isoDate, /** Last day of the last one. */ through: isoDate, ...publishedBand.shape }),
});

/** Stream `saudizationWeek-<id of the week>`, one a week. */
export const WeekPublished = defineEvent({
  type: 'WeekPublished',
  summary: 'All bands of the week are published: it is closed.',
  data: z.object({ effectiveOn: isoDate, week: isoDate, ruleSet: ruleSetUse }),
});

export const entityEvents = [BandPublished, BandRevised] as const;
export const saudizationWeekEvents = [WeekPublished] as const;

export type EntityEvent = EventOf<(typeof entityEvents)[number]>;
export type SaudizationWeekEvent = EventOf<(typeof saudizationWeekEvents)[number]>;
