// Law: an employer is told how the entity stands, of establishments his own alone, and who does not count among his own workers.
import { z } from 'zod';
import type { QuotaStanding } from '../../domain/saudization/quotas.js';
import { isoDate } from '../../domain/standards/calendar.js';
import type { StandingQuotas } from './standing-quotas.js';

const heads = z.int().min(0);

/** `GET /v1/entities/{id}/quotas`. */
export const quotasAnswer = z.strictObject({
  entityId: z.uuid(),
  activity: z.string(),
  asOf: isoDate,
  ruleSet: z.strictObject({ name: z.string(), version: z.string() }),
  items: z.array(
    z.strictObject({
      profession: z.string(),
      decision: z.string().nullable().meta({ description: 'Number of the ministerial decision; null where it is not known.' }),
      approximate: z.boolean().meta({ description: 'True while groups of occupations (ISCO) stand for the decision’s list of titles, which is not published.' }),
      level: z.enum(['entity', 'establishment']),
      establishmentId: z.uuid().nullable().meta({ description: 'The establishment that is counted; null where the whole entity is.' }),
      workersFrom: z.int().min(1).nullable().meta({ description: 'Least number of workers of the profession from which the share is due; null where none is stated.' }),
      percent: z.number(),
      workers: heads.meta({ description: 'Workers of the profession.' }),
      required: heads.meta({ description: 'Saudis who must be among them.' }),
      counted: heads.meta({ description: 'Saudis among them who count.' }),
      short: heads.meta({ description: 'Saudis who count that are missing.' }),
      notCounted: z
        .array(z.strictObject({ employeeId: z.uuid(), why: z.enum(['not-saudi', 'below-wage', 'not-accredited']) }))
        .meta({ description: 'Workers of the profession who do not count. To employers: those of their own company.' }),
    }),
  ),
  position: z.string().nullable(),
});

type Item = z.input<typeof quotasAnswer>['items'][number];

/** The quotas as officials are told them; to an employer, `own` being the establishments of his company, what of them is his. */
export function tellQuotas({ standings, placesOf }: Pick<StandingQuotas, 'standings' | 'placesOf'>, own?: ReadonlySet<string>): readonly Item[] {
  const isOwn = ({ establishment }: QuotaStanding): boolean => establishment === null || (own?.has(establishment) ?? true);
  const isOwnWorker = (ref: string): boolean => own === undefined || (placesOf.get(ref) ?? []).some((place) => own.has(place));
  return standings.filter(isOwn).map(({ establishment, notCounted, ...standing }) => ({
    ...standing,
    level: establishment === null ? 'entity' : 'establishment',
    establishmentId: establishment,
    notCounted: notCounted.filter(({ ref }) => isOwnWorker(ref)).map(({ ref: employeeId, why }) => ({ employeeId, why })),
  }));
}
