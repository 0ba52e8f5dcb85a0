// Law: a worker's monthly levy on a day follows from that day's rules and the establishment's facts alone.
import type { RuleUse } from '../ledger/basis.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { IsoDate } from '../standards/calendar.js';
import { zeroMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { ruleAt } from './rule-table.js';
import { industryRelief, permitLevy, permitLevyMethod, smallRelief } from './work-permit-rules.js';
import type { LevyMethod, SmallRelief } from './work-permit-rules.js';

/** What the levy depends on, as known when the bill is made; all counts include the worker who is billed. */
export interface LevyFacts {
  readonly expats: number;
  /** Saudis who work in the establishment, its owner included when working there full time. */
  readonly saudis: number;
  readonly licensedIndustry: boolean;
  readonly ownerWorksFullTime: boolean;
  /** Place of the billed worker among the establishment's expatriates, from 1 by joining; without it the last place. */
  readonly place?: number;
}

/** Why the rate is what it is. */
export type LevyGround = 'licensed-industry' | 'small-establishment' | 'within-saudis' | 'beyond-saudis';

/** The rate of a day. */
export interface DayLevy {
  readonly monthly: Money;
  readonly ground: LevyGround;
  readonly uses: readonly RuleUse[];
}

function placeOf(facts: LevyFacts): number {
  return facts.place ?? facts.expats;
}

function exemptPlaces(relief: SmallRelief | null, facts: LevyFacts): number {
  if (relief === null || !facts.ownerWorksFullTime || facts.expats + facts.saudis > relief.workers) return 0;
  // The owner is one of the Saudis, so one more makes two.
  return facts.saudis >= 2 ? relief.exemptWithOwnerAndSaudi : relief.exemptWithOwner;
}

/** Whether the worker is charged the rate within the number of Saudis, by the method. */
export function isWithinSaudis(method: LevyMethod, facts: LevyFacts): boolean {
  switch (method) {
    case 'per-head':
      return placeOf(facts) <= facts.saudis;
    case 'whole-establishment':
      return facts.expats <= facts.saudis;
    default:
      return unreachable(method);
  }
}

/** The monthly levy of one expatriate by the rules of the day. */
export function levyAt(day: IsoDate, facts: LevyFacts): DayLevy {
  const rates = ruleAt(permitLevy, day);
  const method = ruleAt(permitLevyMethod, day);
  const industry = ruleAt(industryRelief, day);
  const small = ruleAt(smallRelief, day);
  const uses = [rates.use, method.use, industry.use, small.use];
  if (facts.licensedIndustry && industry.value.exempt) return { monthly: zeroMoney, ground: 'licensed-industry', uses };
  if (placeOf(facts) <= exemptPlaces(small.value, facts)) return { monthly: zeroMoney, ground: 'small-establishment', uses };
  return isWithinSaudis(method.value, facts)
    ? { monthly: rates.value.withinSaudis, ground: 'within-saudis', uses }
    : { monthly: rates.value.beyondSaudis, ground: 'beyond-saudis', uses };
}

const changeDays: readonly IsoDate[] = [permitLevy, permitLevyMethod, industryRelief, smallRelief]
  .flatMap((table) => table.entries.map((entry) => entry.from))
  .sort();

/** The first day after this one on which a rule of the levy changes, or null. */
export function levyChangeAfter(day: IsoDate): IsoDate | null {
  return changeDays.find((change) => change > day) ?? null;
}
