// Law: a profession’s quota is data: who is in it, from which day which share must be Saudi, and which Saudi counts; what no source states is null, never zero.
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';

const prefix = (most: number, what: string) => z.string().regex(new RegExp(`^\\d{2,${most}}$`), { error: `must be 2 to ${most} digits of ${what}` });

/** Bodies that accredit professionals. */
export const ACCREDITATIONS = ['SOCPA', 'SCFHS', 'SCE'] as const;
export type Accreditation = (typeof ACCREDITATIONS)[number];

/** Qualifications on which a wage floor depends. */
export const QUALIFICATIONS = ['bachelor', 'diploma'] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];

/** The quota of a profession. */
export const quotaRule = z.strictObject({
  /** Name of the quota: `accounting`. */
  profession: z.string().regex(/^[a-z][a-z-]{1,59}$/),
  /** Number of the ministerial decision; null: not known. */
  decision: z.string().min(1).max(40).nullable(),
  source: z.string().min(1).max(500),
  /** What of the row no source states and is assumed here, by field. */
  assumed: z.array(z.enum(['level', 'occupations', 'isic', 'steps', 'accreditation'])),
  /** Counted for the whole entity or for each establishment. */
  level: z.enum(['entity', 'establishment']),
  /** Occupations of the profession: digits with which their codes begin. */
  occupations: z.array(prefix(6, 'an occupation')).min(1),
  /** True while the decision’s own list of titles is not known and groups of occupations stand for it. */
  approximate: z.boolean(),
  /** Only in establishments of these activities, or in all but these: digits of ISIC, as far as they are known. */
  isic: z.strictObject({ only: z.array(prefix(6, 'an ISIC activity')).min(1).nullable(), except: z.array(prefix(6, 'an ISIC activity')) }),
  /** From a day on: shares in percent by workers in the profession, the smallest number first. `workersFrom` null: no least number is stated. */
  steps: z.array(z.strictObject({ from: isoDate, shares: z.array(z.strictObject({ workersFrom: z.int().min(1).nullable(), percent: z.number().min(0).max(100) })).min(1) })).min(1),
  /** Least contributory wage with which a Saudi counts, by qualification (null: whatever it is); empty: none is stated. */
  wages: z.array(z.strictObject({ qualification: z.enum(QUALIFICATIONS).nullable(), wageFrom: z.number().positive() })),
  /** Who must have accredited him; null: none is stated. */
  accreditation: z.enum(ACCREDITATIONS).nullable(),
  /** How a share becomes heads. */
  rounding: z.enum(['half-up', 'down', 'up']),
});

export type QuotaRule = z.infer<typeof quotaRule>;
