// Law: a permit is asked for once, for somebody who needs one, by an employer who can act; a renewal when the end is near.
import { contractFault, employeeFault, employerFault, inPayload, permissionFault, type PartyPointers } from '../employment/party-checks.js';
import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { ruleAt } from '../rules/rule-table.js';
import { permitRenewalWindow } from '../rules/work-permit-rules.js';
import { addDays, daysBetween } from '../standards/calendar.js';
import type { RenewWorkPermit, RequestWorkPermit } from './commands.js';
import type { WorkPermitEvent } from './events.js';
import type { PermitFacts, PermitPartyFacts } from './permit-facts.js';
import { arrivalLimit, basicLevelLimit, termLimit } from './permit-limits.js';
import type { DeclaredFacts, WorkPermitState } from './state.js';

/** What no command records yet, and a request therefore passes without. */
const unansweredConditions = ['levy-head-counts'];

/** Why the employer cannot have this employee's permit, or null. */
export function partiesFault(facts: PermitPartyFacts, named: PartyPointers | null): Refused | null {
  return (
    employerFault('work-permit', facts.employer, named) ??
    employeeFault('work-permit', facts.employee, named) ??
    permissionFault('work-permit', facts.employee, named)
  );
}

/** Why the contract that the application rests on does not carry it, or null; also where it rests on none. */
export function contractFaultOf(facts: PermitFacts, companyId: string, named: 'payload' | 'record'): Refused | null {
  const { contract, employee } = facts;
  return contract === null ? null : contractFault('work-permit', contract, { companyId, employeeId: employee.id }, named);
}

/** What passes as unknown where an application rests on no contract. */
function unknownOf(facts: PermitFacts): readonly string[] {
  return facts.contract === null ? [...unansweredConditions, 'employment-contract'] : unansweredConditions;
}

/** The figures as a command declares them. */
type Declaration = RequestWorkPermit['data'] | RenewWorkPermit['data'];

/** Why the place declared for the worker cannot be, or null. */
function placeFault({ declaredPlace, declaredExpats }: Declaration): Refused | null {
  if (declaredPlace === undefined || declaredPlace <= declaredExpats) return null;
  return refuse('work-permit.place-beyond-workers', `The establishment has ${declaredExpats} non-Saudi workers.`, 'Declare a place up to that.', {
    pointer: '/declaredPlace',
  });
}

function declaredIn(data: Declaration): DeclaredFacts {
  const { declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace } = data;
  return { declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace: declaredPlace ?? null };
}

/** Asks for the first permit. */
export function decideRequest(command: RequestWorkPermit, state: WorkPermitState, facts: PermitFacts): Decision<WorkPermitEvent> {
  if (state.status !== 'none') {
    return refuse('work-permit.already-requested', 'This permit was requested before.', 'Go on with it, or request another permit.');
  }
  const { companyId, establishmentId, employeeId, occupation, months, contractId, arrivedOn, effectiveOn } = command.data;
  const reported = reportedDay('work-permit', effectiveOn, facts.today);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const parties = { companyId, establishmentId, employeeId };
  const fault = partiesFault(facts, inPayload) ?? contractFaultOf(facts, companyId, 'payload');
  if (fault !== null) return fault;
  const beyond = placeFault(command.data);
  if (beyond !== null) return beyond;
  const term = termLimit(months, day);
  if (term.kind === 'refused') return term;
  const arrival = arrivalLimit(arrivedOn ?? null, day);
  if (arrival.kind === 'refused') return arrival;
  const level = basicLevelLimit(occupation, facts.employee.birthYear, day, 'new');
  if (level.kind === 'refused') return level;
  const gate = askGate('work-permit', 'issuePermit', facts.band, inPayload.establishment);
  if (gate.fault !== null) return gate.fault;
  const asked = { contractId: contractId ?? null, occupation, months, arrivedOn: arrivedOn ?? null };
  return accept([{ type: 'WorkPermitRequested', data: { effectiveOn: day, ...parties, ...asked, ...declaredIn(command.data) } }], {
    rules: [...term.rules, ...arrival.rules, ...level.rules, ...gate.rules],
    unknown: [...unknownOf(facts), ...arrival.unknown, ...level.unknown, ...gate.unknown],
    records: gate.records,
  });
}

/** Asks for a further term of a permit that was issued. */
export function decideRenewal(command: RenewWorkPermit, state: WorkPermitState, facts: PermitFacts): Decision<WorkPermitEvent> {
  const { parties, permit } = state;
  if (parties === null || permit === null) {
    return refuse('work-permit.not-issued', 'The permit was never issued.', 'Only an active or expired permit is renewed.');
  }
  if (state.application !== null) {
    return refuse('work-permit.renewal-under-way', 'A renewal is under way.', 'Finish it, or cancel its bill, before another.');
  }
  const { months, effectiveOn } = command.data;
  const reported = reportedDay('work-permit', effectiveOn, facts.today, permit.issuedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const fault = partiesFault(facts, null) ?? contractFaultOf(facts, parties.companyId, 'payload');
  if (fault !== null) return fault;
  const window = ruleAt(permitRenewalWindow, day);
  if (daysBetween(day, permit.validTo) > window.value.days) {
    const from = addDays(permit.validTo, -window.value.days);
    return refuse('work-permit.renewal-too-early', `The permit is valid until ${permit.validTo}.`, `Renew from ${from} on.`, { rule: window.use });
  }
  const beyond = placeFault(command.data);
  if (beyond !== null) return beyond;
  const term = termLimit(months, day);
  if (term.kind === 'refused') return term;
  const level = basicLevelLimit(permit.occupation, facts.employee.birthYear, day, 'existing');
  // The occupation is the permit's own: no field of the payload is to blame.
  if (level.kind === 'refused') return { ...level, pointer: null };
  const gate = askGate('work-permit', 'renewPermit', facts.band);
  if (gate.fault !== null) return gate.fault;
  const asked = { contractId: command.data.contractId ?? state.contractId, occupation: permit.occupation, months };
  return accept([{ type: 'WorkPermitRenewalRequested', data: { effectiveOn: day, ...parties, ...asked, ...declaredIn(command.data) } }], {
    rules: [window.use, ...term.rules, ...level.rules, ...gate.rules],
    unknown: [...unknownOf(facts), ...level.unknown, ...gate.unknown],
    records: gate.records,
  });
}
