// Law: a visa is used by one named person who is what its line asks for, while it is valid; a temporary stay is extended once.
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { ruleAt } from '../rules/rule-table.js';
import { temporaryVisaStay } from '../rules/visa-rules.js';
import { lastDayOfTerm, type IsoDate } from '../standards/calendar.js';
import type { EmployeeFact } from '../employment/employment-facts.js';
import { employeeFault, inPayload, permissionFault } from '../employment/party-checks.js';
import type { ExtendVisaStay, UseVisa } from './commands.js';
import type { VisaEvent } from './events.js';
import { balanceOf } from './line-balance.js';
import type { VisaLine, VisaState } from './state.js';
import type { VisaUserFacts } from './visa-facts.js';
import { lineOf, lineTerms, requesterOf } from './visa-line.js';

function personFault(line: VisaLine, employee: EmployeeFact): Refused | null {
  const fault = employeeFault('visa', employee, inPayload) ?? permissionFault('visa', employee, inPayload);
  if (fault !== null) return fault;
  const pointer = '/employeeId';
  if (employee.nationality !== line.nationality) {
    return refuse('visa.other-nationality', 'The line is for another nationality.', 'Use a visa of a line for the nationality of the employee.', { pointer });
  }
  if (employee.sex !== line.sex) {
    return refuse('visa.other-sex', 'The line is for the other sex.', 'Use a visa of a line for the sex of the employee.', { pointer });
  }
  return null;
}

/** Records that a named person entered on a visa of a line. */
export function decideVisaUse(command: UseVisa, state: VisaState, facts: VisaUserFacts): Decision<VisaEvent> {
  const { lineId, employeeId, enteredOn: named, visaNumber } = command.data;
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  const line = lineOf(state, lineId);
  if ('kind' in line) return line;
  const { kind } = state;
  if (kind === null || line.issuedOn === null || line.validTo === null) {
    return refuse('visa.line-not-issued', 'The visas of the line are not issued.', 'Issue them first.', { pointer: '/lineId' });
  }
  const pointer = '/enteredOn';
  const reported = reportedDay('visa', named, facts.today, line.issuedOn, pointer);
  if (reported.kind === 'refused') return reported;
  const enteredOn = reported.day;
  if (enteredOn > line.validTo) {
    return refuse('visa.validity-over', `The visas of the line were valid until ${line.validTo}.`, 'Request new visas.', { pointer });
  }
  const fault = personFault(line, facts.employee);
  if (fault !== null) return fault;
  if (state.lines.some((other) => other.uses[employeeId] !== undefined)) {
    return refuse('visa.employee-entered-before', 'This employee entered on a visa of this request before.', 'Name another employee, or another request.', {
      pointer: '/employeeId',
    });
  }
  const left = balanceOf(line);
  // The entry was in time but is reported after the sweep: it takes the place of a visa counted as expired.
  const afterExpiry = left === 0 && line.expired > 0;
  if (left === 0 && !afterExpiry) {
    return refuse('visa.none-left', 'No visa of the line is left.', 'Use a visa of another line, or request more.', { pointer: '/lineId' });
  }
  const stay = kind === 'temporary' ? ruleAt(temporaryVisaStay, enteredOn) : null;
  const stayUntil: IsoDate | null = stay === null ? null : lastDayOfTerm(enteredOn, stay.value.months);
  const balance = afterExpiry ? 0 : left - 1;
  const used = { kind, employeeId, enteredOn, stayUntil, afterExpiry, balance };
  return accept(
    [{ type: 'VisaUsed', data: { effectiveOn: enteredOn, ...requester, ...lineTerms(line), ...used }, personal: { employeeId: { visaNumber } } }],
    { rules: stay === null ? [] : [stay.use] },
  );
}

/** Extends a stay on a temporary visa by the same time, once (rule `visa.temporary-stay`). */
export function decideStayExtension(command: ExtendVisaStay, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const { lineId, employeeId, effectiveOn } = command.data;
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  const line = lineOf(state, lineId);
  if ('kind' in line) return line;
  if (state.kind !== 'temporary') return refuse('visa.not-temporary', 'Only temporary visas are extended.', 'Nothing: the stay needs no extension.');
  const use = line.uses[employeeId];
  if (use === undefined || use.stayUntil === null) {
    return refuse('visa.not-entered', 'This employee did not enter on a visa of the line.', 'Name who entered on it.', { pointer: '/employeeId' });
  }
  const { value, use: rule } = ruleAt(temporaryVisaStay, use.enteredOn);
  if (use.extended || value.extensions < 1) {
    return refuse('visa.already-extended', 'The stay was extended before.', 'The employee leaves, or enters on a new visa.', { rule });
  }
  const reported = reportedDay('visa', effectiveOn, facts.today, use.enteredOn);
  if (reported.kind === 'refused') return reported;
  if (reported.day > use.stayUntil) {
    return refuse('visa.stay-over', `The stay ended on ${use.stayUntil}.`, 'A stay is extended before it ends.', { rule });
  }
  const stayUntil = lastDayOfTerm(use.enteredOn, value.months * 2);
  const extended = { employeeId, previousStayUntil: use.stayUntil, stayUntil };
  return accept([{ type: 'VisaStayExtended', data: { effectiveOn: reported.day, ...requester, ...lineTerms(line), ...extended } }], { rules: [rule] });
}
