// Law: every end of a contract says why it ended and what is owed for it, step by step, and until when.
import { z } from 'zod';
import { endReason } from '../rules/end-reasons.js';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';

/** An exact fraction as text: `7/2` or `3`. */
const fraction = z.string().max(80);

/** The end-of-service award (Art. 84 and 85): months of the last wage, and how they came about. */
export const award = z.object({
  amount: money,
  /** Months of wage that the award is. */
  factor: fraction,
  /** Years of service. */
  years: fraction,
  /** Share of the full award. */
  share: fraction,
  steps: z.array(z.object({ years: fraction, monthsPerYear: fraction, months: fraction })).max(20),
});

/** What a contract's end leaves to be paid. */
export const settlement = {
  reason: endReason,
  /** First day of the service that is rewarded: of the first term, over all renewals. */
  serviceFrom: isoDate,
  /** Last day under the contract; before `serviceFrom` when it ended before it began. */
  lastDay: isoDate,
  /** A month’s wage with all allowances. */
  lastWage: money,
  award,
  /** Compensation for an unlawful end (Art. 77); null where none is due. */
  compensation: money.nullable(),
  /** Who owes the compensation; null where none is due. */
  compensationOwedBy: z.enum(['employer', 'employee']).nullable(),
  /** Last day on which wages and award may be paid (Art. 88). */
  finalPayDueOn: isoDate,
};

export type Settlement = z.output<z.ZodObject<typeof settlement>>;
