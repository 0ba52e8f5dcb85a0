// Law: a condition that a rule asks for and no record answers passes as unknown, and the basis names the rule and the condition.
import type { RuleUse } from '../ledger/basis.js';
import type { IsoDate } from '../standards/calendar.js';
import { authenticationTarget } from './contract-rules.js';
import { ruleAt } from './rule-table.js';
import { transferReceiver } from './transfer-rules.js';

/** Conditions that passed as unknown, with the rules that ask for them. */
export interface OpenConditions {
  readonly rules: readonly RuleUse[];
  readonly unknown: readonly string[];
}

/** Whether enough of an employer's workers have an authenticated contract, where that is asked for on the day. */
export function authenticatedShare(day: IsoDate): OpenConditions {
  const { value, use } = ruleAt(authenticationTarget, day);
  return value === null ? { rules: [], unknown: [] } : { rules: [use], unknown: ['authenticated-share'] };
}

/** What a new employer must have beside its band and what its record shows. */
export function receiverConditions(day: IsoDate): OpenConditions {
  const receiver = ruleAt(transferReceiver, day);
  const share = authenticatedShare(day);
  return {
    rules: [...(receiver.value === null ? [] : [receiver.use]), ...share.rules],
    unknown: ['wage-protection', 'expired-permits', 'transfer-quota', ...share.unknown],
  };
}
