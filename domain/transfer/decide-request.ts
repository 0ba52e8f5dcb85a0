// Law: a transfer takes a registered resident from a contract in force with another company to a company that may employ.
import { groupOf } from '../contract/nationality-group.js';
import { checkTerms } from '../contract/terms-check.js';
import { employerFactOf } from '../employment/employment-facts.js';
import { employeeFault, employerFault, type PartyPointers } from '../employment/party-checks.js';
import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { receiverConditions } from '../rules/open-conditions.js';
import { transferAnswerLimit } from '../rules/transfer-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { addDays } from '../standards/calendar.js';
import type { RequestTransfer } from './commands.js';
import { consentGroundOn } from './consent.js';
import type { TransferEvent } from './events.js';
import type { TransferState } from './state.js';
import type { TransferFacts } from './transfer-facts.js';

const pointers: PartyPointers = { company: '/toCompanyId', establishment: '/toEstablishmentId', employee: '/employeeId' };

/** A company asks for another company's employee. That no other transfer of the employee is open is a claim taken before the append. */
export function requestTransfer({ data }: RequestTransfer, state: TransferState, facts: TransferFacts): Decision<TransferEvent> {
  if (state.status !== 'none') return refuse('transfer.already-requested', 'The transfer exists already.', 'Request another transfer.');
  const reported = reportedDay('transfer', data.effectiveOn, facts.today);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const fault =
    employerFault('transfer', employerFactOf(facts.company, data.toEstablishmentId), pointers) ?? employeeFault('transfer', facts.employee, pointers);
  if (fault !== null) return fault;
  if (groupOf(facts.employee.nationality) !== 'other') {
    return refuse(
      'transfer.not-a-resident',
      'Citizens and nationals of the Gulf Cooperation Council change employers without a transfer.',
      'Draft a contract.',
      {
        pointer: '/employeeId',
      },
    );
  }
  const from = facts.fromContract;
  if (from.phase !== 'authenticated') {
    return refuse(
      'transfer.contract-not-authenticated',
      'The contract named is not in force.',
      'Name the contract in force, or draft a contract where there is none.',
      {
        pointer: '/fromContractId',
      },
    );
  }
  if (from.parties.employeeId !== data.employeeId) {
    return refuse('transfer.contract-of-others', 'The contract named is not one of this employee.', 'Name the employee’s contract.', {
      pointer: '/fromContractId',
    });
  }
  if (from.parties.companyId === data.toCompanyId) {
    return refuse('transfer.same-company', 'The employee works for this company.', 'Amend the contract instead.', {
      pointer: '/toCompanyId',
    });
  }
  const permitted = facts.permit?.parties ?? null;
  if (facts.permit !== null && (permitted?.employeeId !== data.employeeId || permitted.companyId !== from.parties.companyId)) {
    return refuse(
      'transfer.permit-of-others',
      'The work permit named is not one of this employee with the current employer.',
      'Name the employee’s permit with the current employer, or none.',
      { pointer: '/permitId' },
    );
  }
  if (data.terms.startsOn < day) {
    return refuse(
      'transfer.starts-before-request',
      'The new contract would begin before the request.',
      'State a first day on or after the request.',
      {
        pointer: '/terms/startsOn',
      },
    );
  }
  const checked = checkTerms(data.terms, facts.employee, day);
  if (checked.kind === 'refused') return checked;
  const limit = ruleAt(transferAnswerLimit, day);
  const receiver = receiverConditions(day);
  const consent = consentGroundOn(day, from, facts.permit, facts.currentBand);
  const gate = askGate('transfer', 'receiveTransfer', facts.receiverBand, pointers.establishment);
  const unheard = gate.fault ?? consent.fault;
  if (unheard !== null) return unheard;
  const event: TransferEvent = {
    type: 'TransferRequested',
    data: {
      effectiveOn: day,
      companyId: data.toCompanyId,
      establishmentId: data.toEstablishmentId,
      fromCompanyId: from.parties.companyId,
      fromEstablishmentId: from.parties.establishmentId,
      fromContractId: data.fromContractId,
      employeeId: data.employeeId,
      terms: checked.terms,
      permitId: data.permitId ?? null,
      declaredEarlierTransfers: data.earlierTransfers ?? null,
      consent: consent.ground,
      answerBy: addDays(day, limit.value.days),
    },
  };
  return accept([event], {
    rules: [...checked.rules, ...consent.rules, limit.use, ...receiver.rules, ...gate.rules],
    records: [...gate.records, ...consent.records],
    unknown: [...gate.unknown, ...receiver.unknown, ...consent.unknown, ...(facts.permit === null ? ['work-permit'] : [])],
  });
}
