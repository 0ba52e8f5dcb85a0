// Law: a contributory wage lies within the limits of its day.
import type { RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { contributoryWageLimits } from '../rules/insurance-rules.js';
import { ruleAt, rulesBegin } from '../rules/rule-table.js';
import { latest } from '../standards/calendar.js';
import { compareMoney, halalasOf, type Money } from '../standards/money.js';
import type { WageSince } from './state.js';

interface WithinLimits {
  readonly kind: 'within';
  readonly use: RuleUse;
}

/** Whether a wage is one that can be insured from that day on. A day before the tables begin is asked for by their first. */
export function wageWithin({ from, wage }: WageSince, insured: { readonly citizen: boolean; readonly flexible: boolean }, pointer: string): WithinLimits | Refused {
  const { value, use } = ruleAt(contributoryWageLimits, latest(from, rulesBegin));
  if (compareMoney(wage, value.most) > 0) {
    return refuse('insurance.wage-above-limit', `The most that is insured is ${riyals(value.most)} a month.`, 'Give the contributory wage, not the whole pay.', { rule: use, pointer });
  }
  if (insured.citizen && !insured.flexible && compareMoney(wage, value.leastOfCitizens) < 0) {
    return refuse('insurance.wage-below-limit', `The least that a citizen is insured with is ${riyals(value.leastOfCitizens)} a month.`, 'Give the contributory wage.', {
      rule: use,
      pointer,
    });
  }
  return { kind: 'within', use };
}

function riyals(amount: Money): string {
  return `SAR ${(halalasOf(amount) / 100n).toLocaleString('en')}`;
}
