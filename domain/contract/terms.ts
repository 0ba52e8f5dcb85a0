// Law: the terms of a contract are one whole: whoever changes a part states them all, and old terms hold until new ones are agreed.
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { addMoney, money, positiveMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { occupationCode } from '../standards/occupation.js';

/** Monthly pay, part by part. Basic and housing are the base of social insurance. */
export const wage = z
  .strictObject({ basic: positiveMoney, housing: money, other: money })
  .meta({ description: 'Monthly pay in parts: basic wage, housing allowance, other allowances' });

/** For a time, or without an end. */
export const contractKind = z.enum(['fixed', 'indefinite']);

/** How often wages are paid: notice depends on it (Art. 75). */
export const payPeriod = z.enum(['monthly', 'other']);

export const workingTime = z.enum(['full-time', 'part-time', 'flexible', 'remote']);

/** The terms as both parties see them. `endsOn` is the last day of a fixed term, null for an indefinite contract. */
export const contractTerms = z.strictObject({
  occupation: occupationCode,
  wage,
  kind: contractKind,
  startsOn: isoDate,
  endsOn: isoDate.nullable(),
  probationDays: z.int().min(0).max(3_650),
  payPeriod,
  hoursPerWeek: z.number().positive().max(168).multipleOf(0.5),
  workingTime,
  /** Renews for the same length when its term ends and nobody gave notice. */
  renewable: z.boolean(),
});

export type ContractTerms = z.infer<typeof contractTerms>;

/** All parts of the monthly pay together: the wage that awards and compensations are reckoned from. */
export function wholeWage(terms: ContractTerms): Money {
  return addMoney(terms.wage.basic, terms.wage.housing, terms.wage.other);
}
