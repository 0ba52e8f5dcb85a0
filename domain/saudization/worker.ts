import { z } from 'zod';
import { isoDate, type IsoDate } from '../standards/calendar.js';
import { nationalityCode } from '../standards/nationality.js';
import { regionCode } from '../standards/regions.js';
import { categoryCode } from './category.js';

/** What of a worker counts, over the days that he works for the entity. */
export const workerSchema = z
  .strictObject({
    ref: z.string().min(1).max(200).meta({ description: 'Who he is, by a reference of the caller’s' }),
    nationality: nationalityCode,
    categories: z.array(categoryCode),
    wage: z.number().min(0).max(10_000_000).meta({ description: 'Contributory wage, SAR a month' }),
    hours: z.number().min(0).max(744).nullable().meta({ description: 'Hours a month, for flexible work only' }),
    region: regionCode,
    authenticatedFrom: isoDate.nullable().meta({ description: 'First day of the authenticated contract' }),
    insuredFrom: isoDate.nullable().meta({ description: 'First day of the insurance' }),
    from: isoDate,
    to: isoDate.nullable().meta({ description: 'Last day; null while he works there' }),
  })
  .refine(({ from, to }) => to === null || to >= from, { path: ['to'], error: 'ends before it begins' })
  .refine(({ categories, hours }) => !categories.includes('flexible') || hours !== null, { path: ['hours'], error: 'flexible work needs hours' });

/**
 * A worker over time. `since`: first day of the work that this spell goes on with, where it is not its own. `elsewhere`: days on which he
 * counts at older employers only. `occupation`: what his contract says that he does; no weight asks for it.
 */
export type Worker = z.output<typeof workerSchema> & { readonly since?: IsoDate; readonly elsewhere?: readonly Span[]; readonly occupation?: string };

/** Days, both counted; `to` null: until further notice. */
export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** Whether a day lies within. */
export function isWithin({ from, to }: Span, day: IsoDate): boolean {
  return from <= day && (to === null || day <= to);
}
