import { z } from 'zod';
import { publishedBand, type PublishedBand } from '../../domain/entity/events.js';
import { BANDS } from '../../domain/saudization/band.js';
import { isoDate } from '../../domain/standards/calendar.js';

const bandWord = z.enum([...BANDS, 'NOT_RATED']);
const reason = z.enum(['before-the-rules', 'unknown-activity', 'no-workers', 'not-published']).nullable();
const thresholds = z
  .strictObject({ LOW_GREEN: z.number(), MEDIUM_GREEN: z.number(), HIGH_GREEN: z.number(), PLATINUM: z.number() })
  .nullable()
  .meta({ description: 'The least ratio of each band at this size, in percent; null for small entities and without a band.' });
const ruleSet = z.strictObject({ name: z.string(), version: z.string() });

/** Sums and band, as they were published. */
const told = {
  band: bandWord,
  reason: reason.meta({ description: 'Why there is no band; null where there is one.' }),
  method: publishedBand.shape.method.nullable(),
  ratio: z.number().nullable().meta({ description: 'N, in percent, unrounded.' }),
  x: z.number().nullable().meta({ description: 'Workers, over the days of the method.' }),
  saudis: z.number().nullable().meta({ description: 'Sum of weighted Saudis, over the days of the method.' }),
  expats: z.number().nullable(),
  thresholds,
  curve: z.string().nullable().meta({ description: 'Nitaqat activity of the curve.' }),
  ruleSet: ruleSet.nullable(),
};

const place = { entityId: z.uuid(), activity: z.string().meta({ description: 'Nitaqat activity.' }) };
const owner = z.uuid().optional().meta({ description: 'Directory id of the owner, or an id made of a legal owner’s unified number. Not shown to employers.' });
const source = z
  .strictObject({ stream: z.string(), revision: z.int().min(0) })
  .nullable()
  .meta({ description: 'The event that says so.' });

/** `GET /v1/entities/{id}/saudization`. */
export const saudizationAnswer = z.strictObject({
  ...place,
  ownerId: owner,
  asOf: isoDate,
  week: isoDate.meta({ description: 'Last day of the newest week that had ended before the day: its band holds on the day.' }),
  closed: z.boolean().meta({ description: 'Whether all bands of that week are published.' }),
  ...told,
  since: isoDate.nullable().meta({ description: 'Last day of the week of which the sums are; the band, method and rule set stayed the same since.' }),
  basis: source,
  position: z.string().nullable(),
});

/** One publication or revision in `…/saudization/history`. */
export const toldBand = z.strictObject({
  type: z.enum(['BandPublished', 'BandRevised']),
  week: isoDate.meta({ description: 'Last day of the first week that it is about.' }),
  through: isoDate.nullable().meta({ description: 'Last day of the last one; null: until another is published.' }),
  ...told,
  revision: z.int().min(0),
  recordedAt: z.iso.datetime(),
  eventPosition: z.string(),
});

/** `GET /v1/entities`. */
export const listedEntity = z.strictObject({
  id: z.uuid(),
  activity: z.string(),
  ownerId: z.uuid(),
  regions: z.array(z.string()).meta({ description: 'Regions of its open establishments.' }),
  ...told,
  since: isoDate.nullable(),
  revision: z.int().min(0),
});

/** A publication as an answer tells it; without one, that there is none. */
export function tellBand(said: PublishedBand | undefined, otherwise: 'before-the-rules' | 'not-published'): z.input<z.ZodObject<typeof told>> {
  if (said === undefined) {
    return { band: 'NOT_RATED', reason: otherwise, method: null, ratio: null, x: null, saudis: null, expats: null, thresholds: null, curve: null, ruleSet: null };
  }
  const { band, reason: why, method, ratio, x, saudis, expats, thresholds: least, curve, ruleSet: rules } = said;
  return { band, reason: why, method, ratio, x, saudis, expats, thresholds: least, curve, ruleSet: rules };
}
