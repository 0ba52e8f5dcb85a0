// Law: every end of a contract says what the employee is owed for it, step by step, and until when.
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';

/** One step of a computation, in the order taken: what it is, how much of a wage, and its amount. */
export const settlementStep = z.object({
  step: z.string().max(120),
  /** Exact fraction as text, e.g. `5/2`. */
  factor: z.string().max(60),
  amount: money,
});

/** An amount owed with the steps that lead to it. */
export const owed = z.object({ amount: money, steps: z.array(settlementStep).max(20) });
export type Owed = z.infer<typeof owed>;

/** What a contract's end leaves to be paid. */
export const settlement = {
  /** First day of the service that is rewarded: of the first term, over all renewals. */
  serviceFrom: isoDate,
  /** Last day under the contract; before `serviceFrom` when it ended before it began. */
  lastDay: isoDate,
  lastWage: money,
  /** End-of-service award (Art. 84 and 85). */
  award: owed,
  /** Compensation for an unlawful end (Art. 77); null where none is due. */
  compensation: owed.nullable(),
  /** Who owes the compensation; null where none is due. */
  compensationOwedBy: z.enum(['employer', 'employee']).nullable(),
  /** Last day on which wages and award may be paid (Art. 88). */
  finalPayDueOn: isoDate,
};
