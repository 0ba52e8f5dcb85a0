import { z } from 'zod';
import { isoDate } from '../../domain/standards/calendar.js';
import { DIMENSIONS, dimensionCodes } from '../../domain/statistics/cube.js';
import type { ReadCounts } from './read-table.js';

const count = z.int().min(0);
const rule = z.strictObject({ rule: z.string(), version: z.string() }).nullable();

const counts = z
  .strictObject({
    entities: count,
    workers: count.meta({ description: 'Saudis and expatriates.' }),
    saudis: count,
    expats: count,
    ratio: z.number().nullable().meta({ description: 'Saudis among the workers in percent, of heads, from the counts as they are told; null where there are none.' }),
  })
  .meta({ description: 'Moved by noise and rounded. Zero: nobody, or too few to be told from nobody.' });

const suppressed = z
  .strictObject({ suppressed: z.literal(true), reason: z.literal('small-cell') })
  .meta({ description: 'Withheld: somebody could be made out, here, by differences, or from earlier weeks.' });

/** `GET /v1/statistics/saudization`. */
export const saudizationTableAnswer = z.strictObject({
  asOf: isoDate,
  week: isoDate.nullable().meta({ description: 'Last day of the week of the table: heads of that day, bands of that week. Null: none had been published by then.' }),
  by: z.array(z.enum(DIMENSIONS)),
  disclosure: rule.meta({ description: 'The rule by which cells are withheld and blurred.' }),
  sizes: rule.meta({ description: 'The rule of the size classes.' }),
  items: z.array(
    z.strictObject({
      activity: z.enum(dimensionCodes.activity).optional(),
      band: z.enum(dimensionCodes.band).optional(),
      size: z.enum(dimensionCodes.size).optional(),
      region: z.enum(dimensionCodes.region).optional(),
      counts: z.union([counts, suppressed]),
    }),
  ),
  next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
  position: z.string().nullable(),
});

/** What is told of a cell: nobody where nothing was told, that it is withheld, or its counts. */
export function tellCounts(read: ReadCounts | undefined): z.input<typeof counts> | z.input<typeof suppressed> {
  if (read === null) return { suppressed: true, reason: 'small-cell' };
  const { entities, saudis, expats } = read ?? { entities: 0, saudis: 0, expats: 0 };
  const workers = saudis + expats;
  return { entities, workers, saudis, expats, ratio: workers === 0 ? null : Math.round((1_000 * saudis) / workers) / 10 };
}
