// Law: the award is the last wage times an exact number of months, rounded once to the halala (Labour Law Art. 84-85).
import type { RuleUse } from '../ledger/basis.js';
import type { IsoDate } from '../standards/calendar.js';
import { multiplyMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { addRationals, compareRationals, formatRational, multiplyRationals, rational } from '../standards/rational.js';
import type { Rational } from '../standards/rational.js';
import { awardSteps, resignationShares } from './end-of-service-rules.js';
import type { AwardStep } from './end-of-service-rules.js';
import { endConsequences } from './end-reasons.js';
import type { EndReason } from './end-reasons.js';
import { ruleAt } from './rule-table.js';
import { yearsOfService } from './service.js';

/** What the award is made of. */
export interface AwardInput {
  /** The last wage, a month's. */
  readonly lastWage: Money;
  /** First day of service. */
  readonly start: IsoDate;
  /** Last day of service; its rules hold. */
  readonly end: IsoDate;
  readonly reason: EndReason;
}

/** One step of the computation; fractions are written `a/b`. */
export interface AwardLine {
  readonly years: string;
  readonly monthsPerYear: string;
  readonly months: string;
}

/** The award and how it came about. */
export interface EndOfServiceAward {
  readonly amount: Money;
  /** Months of wage that the award is, `a/b`. */
  readonly factor: string;
  /** Years of service, `a/b`. */
  readonly years: string;
  /** Share of the full award, `a/b`. */
  readonly share: string;
  readonly steps: readonly AwardLine[];
  readonly uses: readonly RuleUse[];
}

function yearsWithin(years: Rational, from: number, until: number | null): Rational {
  const upper = until !== null && compareRationals(years, rational(until)) > 0 ? rational(until) : years;
  const within = addRationals(upper, rational(-from));
  return compareRationals(within, rational(0)) > 0 ? within : rational(0);
}

function linesOf(years: Rational, steps: readonly AwardStep[]): readonly (AwardLine & { readonly exact: Rational })[] {
  return steps.map((step, i) => {
    const within = yearsWithin(years, steps[i - 1]?.untilYear ?? 0, step.untilYear);
    const exact = multiplyRationals(within, step.monthsPerYear);
    return { years: formatRational(within), monthsPerYear: formatRational(step.monthsPerYear), months: formatRational(exact), exact };
  });
}

function shareOf(years: Rational, reason: EndReason, end: IsoDate): { readonly share: Rational; readonly uses: readonly RuleUse[] } {
  const consequence = ruleAt(endConsequences, end);
  const { award } = consequence.value[reason];
  if (award === 'full') return { share: rational(1), uses: [consequence.use] };
  if (award === 'none') return { share: rational(0), uses: [consequence.use] };
  const shares = ruleAt(resignationShares, end);
  const reached = shares.value.findLast((step) => compareRationals(years, rational(step.fromYears)) >= 0);
  return { share: reached?.share ?? rational(0), uses: [consequence.use, shares.use] };
}

/** The end-of-service award of a contract that ends: amount in halalas, its factor in months of wage, the steps and the rules used. */
export function endOfServiceAward(input: AwardInput): EndOfServiceAward {
  const service = yearsOfService(input.start, input.end);
  const steps = ruleAt(awardSteps, input.end);
  const { share, uses } = shareOf(service.years, input.reason, input.end);
  const lines = linesOf(service.years, steps.value);
  const factor = multiplyRationals(addRationals(...lines.map((line) => line.exact)), share);
  return {
    amount: multiplyMoney(input.lastWage, factor),
    factor: formatRational(factor),
    years: formatRational(service.years),
    share: formatRational(share),
    steps: lines.map(({ years, monthsPerYear, months }) => ({ years, monthsPerYear, months })),
    uses: [service.use, steps.use, ...uses],
  };
}
