// Law: of a month that has begun there is one reading of how an establishment stands with the protection of wages: the last.
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { firstDayOf, lastDayOf } from '../standards/month.js';
import type { RecordWageProtection } from './commands.js';
import type { CompanyEvent } from './events.js';
import { refuseUnlessKnown } from './standing.js';
import type { CompanyState } from './state.js';

/** Records how an establishment stood in a month; also of a closed one, for a month in which it was open. */
export function decideWageProtection(data: RecordWageProtection['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const refused = refuseUnlessKnown(state) ?? refuseMonth(data, state, facts);
  if (refused !== null) return refused;
  const { establishmentId, month, standing, compliance = null } = data;
  const before = state.establishments[establishmentId]?.wageProtection[month];
  if (before?.standing === standing && before.compliance === compliance) {
    return refuse('company.wage-protection-unchanged', 'The month is recorded so.', 'Nothing: it stands.', { pointer: '/month' });
  }
  const effectiveOn = firstDayOf(month);
  return accept([{ type: 'WageProtectionRecorded', data: { effectiveOn, companyId: facts.recordId, establishmentId, month, standing, compliance } }]);
}

function refuseMonth({ establishmentId, month }: RecordWageProtection['data'], state: CompanyState, facts: DecisionFacts): Refused | null {
  const found = state.establishments[establishmentId];
  if (found === undefined) {
    return refuse('company.establishment-unknown', 'The company has no such establishment.', 'Name one of its establishments.', { pointer: '/establishmentId' });
  }
  const pointer = '/month';
  if (firstDayOf(month) > facts.today) {
    return refuse('company.month-in-future', 'The month has not begun.', 'Send the command once it has.', { pointer });
  }
  if (state.foundedOn !== null && lastDayOf(month) < state.foundedOn) {
    return refuse('company.month-before-founding', `The company was founded on ${state.foundedOn}.`, 'Give a later month.', { pointer });
  }
  if (found.closedOn !== null && found.closedOn < firstDayOf(month)) {
    return refuse('company.establishment-closed', `The establishment was closed on ${found.closedOn}.`, 'Give a month in which it was open.', { pointer });
  }
  return null;
}
