// The dated steps and shares of the end-of-service award (Labour Law Art. 84-85) and of the compensation for an unlawful end (Art. 77).
import { rational } from '../standards/rational.js';
import type { Rational } from '../standards/rational.js';
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Months of wage for each year of service up to a year (null: for all further years). */
export interface AwardStep {
  readonly untilYear: number | null;
  readonly monthsPerYear: Rational;
}

/** The award's steps (Art. 84): half a month a year for five years, then a month. */
export const awardSteps: RuleTable<readonly AwardStep[]> = ruleTable('end-of-service.steps', '1', [
  {
    from: '2018-01-01',
    value: [
      { untilYear: 5, monthsPerYear: rational(1, 2) },
      { untilYear: null, monthsPerYear: rational(1) },
    ],
    source: 'Labour Law Art. 84',
    confidence: 'S',
  },
]);

/** Share of the award from so many whole years of service. */
export interface ResignationShare {
  readonly fromYears: number;
  readonly share: Rational;
}

/** Shares for who resigns (Art. 85). At exactly five years the sources differ (a third or two thirds); here two thirds begin at five. */
export const resignationShares: RuleTable<readonly ResignationShare[]> = ruleTable('end-of-service.resignation-shares', '1', [
  {
    from: '2018-01-01',
    value: [
      { fromYears: 0, share: rational(0) },
      { fromYears: 2, share: rational(1, 3) },
      { fromYears: 5, share: rational(2, 3) },
      { fromYears: 10, share: rational(1) },
    ],
    source: 'Labour Law Art. 85',
    confidence: 'S',
  },
]);

/** How service is measured: whether the last working day counts, and over how many days a part of a year is taken (the days of that very service year, or a fixed number). */
export interface ServiceMeasure {
  readonly lastDayCounts: boolean;
  readonly daysPerYear: number | 'service-year';
}

/** Measure of service. The law says "in proportion" and no more. */
export const serviceMeasure: RuleTable<ServiceMeasure> = ruleTable('end-of-service.service-measure', '1', [
  {
    from: '2018-01-01',
    value: { lastDayCounts: true, daysPerYear: 'service-year' },
    source: 'Labour Law Art. 84 says in proportion; the measure is not stated',
    confidence: 'assumed',
  },
]);

/** Compensation for an unlawful end where the contract sets none: days of wage for each year of an indefinite contract, the wage of the rest of a fixed term, and never less than so many months. */
export interface UnlawfulEndRule {
  readonly daysPerYear: number;
  readonly minimumMonths: number;
  /** Days of a month when a daily wage is made of a monthly one. */
  readonly daysPerMonth: number;
}

/** Unlawful end (Art. 77). That a day's wage is a thirtieth of the month's is not stated there. */
export const unlawfulEnd: RuleTable<UnlawfulEndRule> = ruleTable('end-of-service.unlawful-end', '1', [
  { from: '2018-01-01', value: { daysPerYear: 15, minimumMonths: 2, daysPerMonth: 30 }, source: 'Labour Law Art. 77; thirtieths assumed', confidence: 'S' },
]);
