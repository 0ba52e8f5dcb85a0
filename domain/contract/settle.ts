// Law: what an end leaves to be paid is reckoned once, when the end is decided, from the last wage and the whole service.
import type { RuleUse } from '../ledger/basis.js';
import { endOfServiceAward } from '../rules/end-of-service.js';
import type { EndReason } from '../rules/end-reasons.js';
import { finalPayDue } from '../rules/notice.js';
import { unlawfulEndCompensation } from '../rules/unlawful-end.js';
import { addDays, latest, type IsoDate } from '../standards/calendar.js';
import { zeroMoney } from '../standards/money.js';
import type { Settlement } from './settlement.js';
import { wholeWage, type ContractTerms } from './terms.js';

const noAward: Settlement['award'] = { amount: zeroMoney, factor: '0', years: '0', share: '0', steps: [] };

function awardOf(
  terms: ContractTerms,
  lastDay: IsoDate,
  reason: EndReason,
): { readonly award: Settlement['award']; readonly uses: readonly RuleUse[] } {
  if (lastDay < terms.startsOn) return { award: noAward, uses: [] };
  const { uses, ...award } = endOfServiceAward({ lastWage: wholeWage(terms), start: terms.startsOn, end: lastDay, reason });
  return { award: { ...award, steps: award.steps.map((step) => ({ ...step })) }, uses };
}

const owesForUnlawfulEnd: Partial<Record<EndReason, 'employer' | 'employee'>> = {
  'unlawful-by-employer': 'employer',
  'unlawful-by-employee': 'employee',
};

function compensationOf(terms: ContractTerms, lastDay: IsoDate): ReturnType<typeof unlawfulEndCompensation> {
  // Who never began to work has no service to reckon by: of a term all is left, of an indefinite contract the least is owed.
  const end = latest(lastDay, terms.endsOn === null ? terms.startsOn : addDays(terms.startsOn, -1));
  return unlawfulEndCompensation({ wage: wholeWage(terms), start: terms.startsOn, end, termEnd: terms.endsOn });
}

/** What is to be paid when a contract with these terms ends on that last day for that reason, with the rules used. */
export function settle(
  terms: ContractTerms,
  lastDay: IsoDate,
  reason: EndReason,
): { readonly settlement: Settlement; readonly uses: readonly RuleUse[] } {
  const { award, uses: awardUses } = awardOf(terms, lastDay, reason);
  const owedBy = owesForUnlawfulEnd[reason] ?? null;
  const compensation = owedBy === null ? null : compensationOf(terms, lastDay);
  const pay = finalPayDue(lastDay, reason);
  const uses = [...awardUses, ...(compensation?.uses ?? []), ...pay.uses];
  return {
    settlement: {
      reason,
      serviceFrom: terms.startsOn,
      lastDay,
      lastWage: wholeWage(terms),
      award,
      compensation: compensation?.amount ?? null,
      compensationOwedBy: owedBy,
      finalPayDueOn: pay.dueOn,
    },
    uses: uses.filter((use, index) => uses.findIndex((other) => other.rule === use.rule) === index),
  };
}
