import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { companyRecord } from '../../domain/company/record-type.js';
import type { CompanyState } from '../../domain/company/state.js';
import { contractRecord } from '../../domain/contract/record-type.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { EmployeeState } from '../../domain/employee/state.js';
import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import {
  billWorkPermit,
  cancelWorkPermitBill,
  issueWorkPermit,
  payWorkPermitBill,
  rejectWorkPermit,
  renewWorkPermit,
  requestWorkPermit,
  workPermitSweep,
  type BillWorkPermit,
  type CancelWorkPermitBill,
  type ExpireWorkPermit,
  type IssueWorkPermit,
  type LapseWorkPermitBill,
  type PayWorkPermitBill,
  type RejectWorkPermit,
  type RenewWorkPermit,
  type RequestWorkPermit,
} from '../../domain/work-permit/commands.js';
import { decideBill, decideBillCancellation, decideBillLapse, decidePayment } from '../../domain/work-permit/decide-bill.js';
import { decideExpiry, decideIssue, decideRejection } from '../../domain/work-permit/decide-issue.js';
import { decideRenewal, decideRequest } from '../../domain/work-permit/decide-request.js';
import { contractFactOf, employeeFactOf, employerFactOf } from '../../domain/employment/employment-facts.js';
import type { WorkPermitEvent } from '../../domain/work-permit/events.js';
import { claimOpenPermitBill } from '../../domain/work-permit/open-bill-claim.js';
import type { PermitFacts, PermitPartyFacts } from '../../domain/work-permit/permit-facts.js';
import { claimPermitInForce, placeOf } from '../../domain/work-permit/permit-in-force-claim.js';
import { workPermitRecord } from '../../domain/work-permit/record-type.js';
import type { WorkPermitState } from '../../domain/work-permit/state.js';
import { establishmentsBand, judgedWeek } from './band-facts.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordFact, type RecordReader } from './definition.js';
import { department, type BehalfOf } from './on-behalf.js';
import { contractOfSurvivor, survivingEmployee } from './surviving-employee.js';

type Parties = NonNullable<WorkPermitState['parties']>;

const record = workPermitRecord;

const byState = [department];

/** Who was appointed by the company that asked for the permit. */
function applicant(scope: AuthorityScope): BehalfOf<object, WorkPermitState> {
  return { party: 'authorised-person', scope, company: (_data, { parties }) => parties?.companyId ?? null };
}

const byEmployer = [applicant('work-permits'), department];

async function partyFacts(parties: Parties, reader: RecordReader): Promise<OwnFacts<PermitPartyFacts>> {
  const company = await reader.read(companyRecord, parties.companyId);
  return partyFactsOf(parties, company.state, await survivingEmployee(reader, parties.employeeId));
}

function partyFactsOf({ establishmentId }: Parties, company: CompanyState, employee: RecordFact<EmployeeState>): OwnFacts<PermitPartyFacts> {
  return { employer: employerFactOf(company, establishmentId), employee: employeeFactOf(employee) };
}

async function contractFact(contractId: string | null, reader: RecordReader): Promise<PermitFacts['contract']> {
  if (contractId === null) return null;
  const contract = await reader.read(contractRecord, contractId);
  return contractFactOf(await contractOfSurvivor(reader, contract.state));
}

/** The facts of an application that the permit's own record carries: of a duplicate, it goes on with the survivor. */
async function applicationFacts(state: WorkPermitState, contractId: string | null, reader: RecordReader): Promise<OwnFacts<PermitFacts>> {
  const parties = partiesOf(state);
  const company = await reader.read(companyRecord, parties.companyId);
  const [employee, contract, band] = await Promise.all([
    survivingEmployee(reader, parties.employeeId),
    contractFact(contractId, reader),
    establishmentsBand(reader, company.state, parties.establishmentId),
  ]);
  return { ...partyFactsOf(parties, company.state, employee), contract, band };
}

/** The facts of a first request, whose payload names the employee. */
async function requestFacts(data: RequestWorkPermit['data'], reader: RecordReader): Promise<OwnFacts<PermitFacts>> {
  const company = await reader.read(companyRecord, data.companyId);
  const [employee, contract, band] = await Promise.all([
    reader.read(employeeRecord, data.employeeId),
    contractFact(data.contractId ?? null, reader),
    establishmentsBand(reader, company.state, data.establishmentId),
  ]);
  return { employer: employerFactOf(company.state, data.establishmentId), employee: employeeFactOf(employee), contract, band };
}

/** A bill takes the place of the employee's one open bill and, where no permit runs on, of the one permit for the establishment. */
function claimsOf(events: readonly WorkPermitEvent[], { permit }: WorkPermitState): readonly ClaimNeed[] {
  return events.flatMap((event): readonly ClaimNeed[] => {
    if (event.type !== 'WorkPermitBilled') return [];
    const openBill = { kind: claimOpenPermitBill, about: event.data.employeeId };
    const runsOn = permit !== null && !permit.expired;
    return runsOn ? [openBill] : [openBill, { kind: claimPermitInForce, about: placeOf(event.data) }];
  });
}

/** The facts of a permit that has no request yet are those of nobody: its decider refuses before it looks at them. */
const partiesOf = (state: WorkPermitState): Parties => state.parties ?? { companyId: '', establishmentId: '', employeeId: '' };

/** Commands of work permits. */
export const workPermitCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RequestWorkPermit, WorkPermitState, WorkPermitEvent, PermitFacts>({
    name: 'RequestWorkPermit',
    summary: 'Ask for the work permit of an employee.',
    onBehalfOf: [{ party: 'authorised-person', scope: 'work-permits', company: ({ companyId }) => companyId }, department],
    record,
    kind: 'create',
    action: null,
    schema: requestWorkPermit,
    policy: 'commands.workPermit',
    references: { companyId: 'company', establishmentId: 'establishment', employeeId: 'employee', contractId: 'contract' },
    readAhead: (data, reader) => requestFacts(data, reader),
    facts: (data, _state, reader) => requestFacts(data, reader),
    decide: decideRequest,
  }),
  defineCommand<RenewWorkPermit, WorkPermitState, WorkPermitEvent, PermitFacts>({
    name: 'RenewWorkPermit',
    summary: 'Ask for a further term of a work permit.',
    onBehalfOf: byEmployer,
    record,
    kind: 'change',
    action: 'renewals',
    schema: renewWorkPermit,
    policy: 'commands.workPermit',
    references: { contractId: 'contract' },
    readAhead: (_data, reader) => judgedWeek(reader),
    facts: (data, state, reader) => applicationFacts(state, data.contractId ?? state.contractId, reader),
    decide: decideRenewal,
  }),
  defineCommand<BillWorkPermit, WorkPermitState, WorkPermitEvent, PermitPartyFacts>({
    name: 'BillWorkPermit',
    summary: 'Bill the fee and the levy of a work permit or its renewal.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'bills',
    schema: billWorkPermit,
    policy: 'commands.workPermit',
    facts: (_data, state, reader) => partyFacts(partiesOf(state), reader),
    claims: claimsOf,
    decide: decideBill,
  }),
  defineCommand<PayWorkPermitBill, WorkPermitState, WorkPermitEvent>({
    name: 'PayWorkPermitBill',
    summary: 'Record the payment of the bill of a work permit.',
    onBehalfOf: [applicant('payments'), department],
    record,
    kind: 'change',
    action: 'payments',
    schema: payWorkPermitBill,
    policy: 'commands.workPermit',
    decide: decidePayment,
  }),
  defineCommand<CancelWorkPermitBill, WorkPermitState, WorkPermitEvent>({
    name: 'CancelWorkPermitBill',
    summary: 'Cancel the unpaid bill of a work permit, and the application with it.',
    onBehalfOf: byEmployer,
    record,
    kind: 'change',
    action: 'bill-cancellations',
    schema: cancelWorkPermitBill,
    policy: 'commands.workPermit',
    decide: decideBillCancellation,
  }),
  defineCommand<IssueWorkPermit, WorkPermitState, WorkPermitEvent, PermitFacts>({
    name: 'IssueWorkPermit',
    summary: 'Issue a work permit, or its further term, once paid.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'issue',
    schema: issueWorkPermit,
    policy: 'commands.workPermit',
    subject: (_data, state) => state.parties?.employeeId ?? null,
    readAhead: (_data, reader) => judgedWeek(reader),
    facts: (_data, state, reader) => applicationFacts(state, state.contractId, reader),
    decide: decideIssue,
  }),
  defineCommand<RejectWorkPermit, WorkPermitState, WorkPermitEvent>({
    name: 'RejectWorkPermit',
    summary: 'Reject the application for a work permit or its renewal.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'rejection',
    schema: rejectWorkPermit,
    policy: 'commands.workPermit',
    decide: decideRejection,
  }),
  defineCommand<LapseWorkPermitBill, WorkPermitState, WorkPermitEvent>({
    name: 'LapseWorkPermitBill',
    summary: 'Let the unpaid bill of a work permit lapse.',
    record,
    kind: 'change',
    action: null,
    schema: workPermitSweep,
    policy: null,
    decide: (_command, state, facts) => decideBillLapse(state, facts),
  }),
  defineCommand<ExpireWorkPermit, WorkPermitState, WorkPermitEvent>({
    name: 'ExpireWorkPermit',
    summary: 'Let a work permit expire after its last day.',
    record,
    kind: 'change',
    action: null,
    schema: workPermitSweep,
    policy: null,
    decide: (_command, state, facts) => decideExpiry(state, facts),
  }),
];
