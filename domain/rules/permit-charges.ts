// Law: a permit's charges are its fee by quarters and its levy by months, a month whose rate changes taken by its days.
import type { RuleUse } from '../ledger/basis.js';
import { addDays, addMonths, daysBetween, earliest, lastDayOfTerm } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { addMoney, compareMoney, multiplyMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { addRationals, formatRational, rational } from '../standards/rational.js';
import type { Rational } from '../standards/rational.js';
import { levyAt, levyChangeAfter } from './permit-levy.js';
import type { LevyFacts, LevyGround } from './permit-levy.js';
import { ruleAt } from './rule-table.js';
import { permitFee, permitTerms } from './work-permit-rules.js';

/** A permit to be billed: its first day, its months (3, 6, … 24) and the establishment's facts on the day of billing. */
export interface PermitCharge {
  readonly from: IsoDate;
  readonly months: number;
  readonly facts: LevyFacts;
}

/** One line of the bill: the fee, or the levy of a run of days with one rate. `months` is written `a/b`. */
export type ChargeLine =
  | { readonly kind: 'fee'; readonly from: IsoDate; readonly to: IsoDate; readonly amount: Money }
  | {
      readonly kind: 'levy';
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly monthly: Money;
      readonly ground: LevyGround;
      readonly months: string;
      readonly amount: Money;
    };

/** What a permit costs, and the rules used. */
export interface PermitCharges {
  readonly fee: Money;
  readonly levy: Money;
  readonly total: Money;
  readonly lines: readonly ChargeLine[];
  readonly uses: readonly RuleUse[];
}

interface Run {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly monthly: Money;
  readonly ground: LevyGround;
  readonly months: Rational;
}

/** Runs of days with one rate within the month that begins on `from`; the parts of a month add up to 1. */
function runsOfMonth(from: IsoDate, last: IsoDate, facts: LevyFacts): readonly Run[] {
  const daysOfMonth = daysBetween(from, last) + 1;
  const runs: Run[] = [];
  for (let day = from; day <= last; ) {
    const change = levyChangeAfter(day);
    const to = change === null ? last : earliest(last, addDays(change, -1));
    const { monthly, ground } = levyAt(day, facts);
    runs.push({ from: day, to, monthly, ground, months: rational(daysBetween(day, to) + 1, daysOfMonth) });
    day = addDays(to, 1);
  }
  return runs;
}

function joined(runs: readonly Run[]): readonly Run[] {
  return runs.reduce<Run[]>((sofar, run) => {
    const last = sofar.at(-1);
    if (last === undefined || last.ground !== run.ground || compareMoney(last.monthly, run.monthly) !== 0) return [...sofar, run];
    return [...sofar.slice(0, -1), { ...last, to: run.to, months: addRationals(last.months, run.months) }];
  }, []);
}

/** Fee and levy of a permit. Throws RangeError for a term that the rules do not know; each line is rounded once to the halala. */
export function permitCharges(charge: PermitCharge): PermitCharges {
  const terms = ruleAt(permitTerms, charge.from);
  if (!terms.value.includes(charge.months)) throw new RangeError(`no permit is issued for ${charge.months} months`);
  const fee = ruleAt(permitFee, charge.from);
  const to = lastDayOfTerm(charge.from, charge.months);
  const feeAmount = multiplyMoney(fee.value.perQuarter, rational(charge.months, 3));
  const monthStarts = Array.from({ length: charge.months }, (_, i) => addMonths(charge.from, i));
  const runs = joined(
    monthStarts.flatMap((start, i) => runsOfMonth(start, addDays(monthStarts[i + 1] ?? addDays(to, 1), -1), charge.facts)),
  );
  const levyLines = runs.map((run) => ({
    kind: 'levy' as const,
    from: run.from,
    to: run.to,
    monthly: run.monthly,
    ground: run.ground,
    months: formatRational(run.months),
    amount: multiplyMoney(run.monthly, run.months),
  }));
  const levy = addMoney(...levyLines.map((line) => line.amount));
  return {
    fee: feeAmount,
    levy,
    total: addMoney(feeAmount, levy),
    lines: [{ kind: 'fee', from: charge.from, to, amount: feeAmount }, ...levyLines],
    uses: [terms.use, fee.use, ...levyAt(charge.from, charge.facts).uses],
  };
}
