// Law: a register is suspended for a late confirmation only where the duty exists and so much time has passed since its founding.
import type { RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { registerConfirmation } from '../rules/company-rules.js';
import { ruleAt, rulesBegin } from '../rules/rule-table.js';
import { addDays, addMonths, type IsoDate } from '../standards/calendar.js';
import type { CompanyState } from './state.js';

/** The suspension may stand: what it rests on. */
export interface Overdue {
  readonly kind: 'overdue';
  readonly rules: readonly RuleUse[];
  readonly unknown: readonly string[];
}

/**
 * Whether the yearly confirmation can be overdue on the day. The last confirmation is not recorded here and stays
 * unknown; but none can be overdue before the first one is.
 */
export function checkOverdue(state: CompanyState, day: IsoDate): Overdue | Refused {
  const rule = day < rulesBegin ? null : ruleAt(registerConfirmation, day);
  if (rule === null || rule.value === null) {
    return refuse('company.no-confirmation-duty', 'On that day a register needed no yearly confirmation.', 'Give the reason that holds.', {
      pointer: '/reason',
      ...(rule === null ? {} : { rule: rule.use }),
    });
  }
  const { everyMonths, suspendedAfterDays } = rule.value;
  const firstOverdue = state.foundedOn === null ? day : addDays(addMonths(state.foundedOn, everyMonths), suspendedAfterDays);
  if (day < firstOverdue) {
    return refuse(
      'company.confirmation-not-overdue',
      `The first confirmation of this register is not overdue before ${firstOverdue}.`,
      'Suspend it on that day or later, or give another reason.',
      { rule: rule.use, pointer: '/reason' },
    );
  }
  return { kind: 'overdue', rules: [rule.use], unknown: ['register-confirmation'] };
}
