// Law: a rule set is whole and is data: curves, weights, caps and every choice that the sources leave open, each by its name.
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { nitaqatActivityCode } from '../standards/nitaqat-activity.js';
import { RATED_BANDS } from './band.js';
import { CATEGORIES } from './category.js';
import { gateRules } from './gate-rules.js';
import { quotaRule } from './quota-rule.js';

const percent = z.number().min(0).max(100);
const weight = z.number().min(0).max(100);
const wage = z.number().min(0).max(1_000_000);
const weeks = z.int().min(1).max(520);
const heads = z.int().min(0).max(1_000_000);

/** A value that holds for entities of so many workers and more, until the next step. */
const bySize = <T extends z.ZodType>(value: T) => z.array(z.strictObject({ fromWorkers: heads, value })).min(1);

/** What a person beyond a cap counts as: what he would without the category, an expatriate, or nobody. */
const beyondCap = z.enum(['ordinary', 'expat', 'nobody']);

const capSchema = z.strictObject({
  /** Share of the base in percent. */
  percent: bySize(percent),
  /** Other shares in some activities, at any size. */
  inActivities: z.partialRecord(nitaqatActivityCode, percent),
  beyond: beyondCap,
});

const categoryRule = z.strictObject({
  category: z.enum(CATEGORIES),
  /** Whom the category is for; of others it says nothing. */
  of: z.enum(['saudis', 'others', 'anyone']),
  /** The side of the ratio on which he counts. */
  side: z.enum(['saudi', 'expat']),
  /** Weights by contributory wage (SAR a month), highest step first; `perHours`: hours a month that make one head. */
  weight: z.union([z.array(z.strictObject({ wageFrom: wage, weight })).min(1), z.strictObject({ perHours: z.number().positive() })]),
  /** Below the lowest step: the ordinary weight by wage, or none. */
  belowSteps: z.enum(['ordinary', 'none']),
  /** Only in these activities; null: in all. */
  activities: z.array(nitaqatActivityCode).nullable(),
  /** Only in these regions; elsewhere he counts with nothing. Null: everywhere alike. */
  regions: z.array(z.string()).nullable(),
  /** Months from the first day for which it holds; null: without end. */
  months: z.int().positive().nullable(),
  /** Entities of so many workers need a certificate (Mowaamah); without one he counts with this weight. */
  certificate: z.strictObject({ fromWorkers: heads, otherwise: weight }).nullable(),
  cap: capSchema.nullable(),
});

/** Nationalities that count by a rule of their own. */
const nationalityRule = z.strictObject({
  nationalities: z.array(z.string().regex(/^[A-Z]{3}$/)).min(1),
  name: z.string().min(1).max(40),
  side: z.enum(['saudi', 'expat']),
  weight,
  /** Only in these regions; elsewhere he counts with nothing. Null: everywhere alike. */
  regions: z.array(z.string()).nullable(),
  cap: capSchema.nullable(),
  /** What the cap is a share of. */
  capBase: z.enum(['saudis', 'workers']),
});

const jointCap = z.strictObject({
  name: z.string().min(1).max(40),
  /** Names of categories and nationality rules, in the order in which they lose what is beyond the cap. */
  of: z.array(z.string()).min(2),
  percent,
  inActivities: z.partialRecord(nitaqatActivityCode, percent),
});

/** A rule set: everything that turns an entity's workers into a band. */
export const ruleSetSchema = z.strictObject({
  name: z.string().min(1).max(60),
  version: z.string().min(1).max(20),
  /** First day that it rates; earlier days have no band. */
  from: isoDate,
  source: z.string().min(1).max(500),
  /** Curves y = m·ln(x) + c, in percent; c by calendar year, the last one stays. */
  curves: z.partialRecord(
    nitaqatActivityCode,
    z.record(
      z.enum(RATED_BANDS),
      z.strictObject({ m: z.number(), c: z.array(z.strictObject({ year: z.int().min(2000).max(2200), c: z.number() })).min(1) }),
    ),
  ),
  /** Day of the year on which c moves, `MM-DD`. */
  curveYearBegins: z.string().regex(/^\d{2}-\d{2}$/),
  /** Entities of fewer workers have no curve: the band is LOW_GREEN from a sum of weighted Saudis, else RED. */
  small: z.strictObject({ below: z.number().positive(), lowGreenFrom: weight, combinedActivity: nitaqatActivityCode, combineUpTo: heads }),
  size: z.strictObject({
    /** Whether x counts heads or weights. */
    counts: z.enum(['heads', 'weights']),
    /** Whether x is averaged over the days of the ratio, or that of the last day. */
    over: z.enum(['average', 'last-day']),
    /** Whether Saudis who do not pass the gate are among x. */
    gatedOut: z.enum(['counted', 'left-out']),
  }),
  /** Decimals that ratio and thresholds are rounded to before they are compared; null: not at all. */
  rounding: z.strictObject({ ratio: z.int().min(0).max(6).nullable(), threshold: z.int().min(0).max(6).nullable() }),
  window: z.strictObject({
    weeks,
    /** Day of the week on which a week begins, 0 Sunday. */
    weekBegins: z.int().min(0).max(6),
    /** The one-week method; entities without a curve are always judged by it. */
    immediate: z.strictObject({
      weeks,
      afterGreenWeeks: weeks,
      whileOldestWeeks: weeks,
      backAfterRedWeeks: weeks,
      backAfterRedOf: z.strictObject({ red: weeks, within: weeks }),
    }),
  }),
  /** From which day a Saudi needs what to be counted, oldest first. */
  gate: z.array(z.strictObject({ from: isoDate, authenticated: z.boolean(), insured: z.boolean() })).min(1),
  /** At how many employers one person counts, the oldest first; in some categories at more. */
  employers: z.strictObject({ most: z.int().min(1).max(100), inCategories: z.partialRecord(z.enum(CATEGORIES), z.int().min(1).max(100)) }),
  ordinary: z.strictObject({ saudi: z.array(z.strictObject({ wageFrom: wage, weight })).min(1), expat: weight }),
  /** In order of precedence: the first that fits a worker is his. */
  categories: z.array(categoryRule),
  /** After the categories. */
  nationalities: z.array(nationalityRule),
  caps: z.strictObject({
    /** What a share is of: Saudi heads that passed the gate, or their weights. */
    base: z.enum(['heads', 'weights']),
    /** How a share becomes a number of heads. */
    rounding: z.enum(['down', 'nearest', 'up']),
  }),
  /** After each category's own cap. */
  jointCaps: z.array(jointCap),
  /** Quotas of professions. */
  quotas: z.array(quotaRule).max(500),
  /** What is allowed in LOW_GREEN where the sources differ. */
  lowGreen: z.strictObject({ renewPermit: z.boolean(), receiveTransfer: z.boolean(), establishmentVisas: z.boolean() }),
  /** What each band allows; left out, as in the sets from before it was part of them: what Nitaqat 2026 says. */
  gates: gateRules.exactOptional(),
});

export type RuleSet = z.infer<typeof ruleSetSchema>;
export type CategoryRule = RuleSet['categories'][number];
export type CapRule = NonNullable<CategoryRule['cap']>;
