import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { companyRecord } from '../../domain/company/record-type.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import {
  acceptVisaLine,
  billVisas,
  cancelVisaBill,
  cancelVisas,
  extendVisaStay,
  issueVisas,
  payVisas,
  rejectVisaLine,
  requestVisas,
  useVisa,
  visaSweep,
  type AcceptVisaLine,
  type BillVisas,
  type CancelVisaBill,
  type CancelVisas,
  type ExpireVisas,
  type ExtendVisaStay,
  type IssueVisas,
  type LapseVisaBill,
  type PayVisas,
  type RejectVisaLine,
  type RequestVisas,
  type UseVisa,
} from '../../domain/visa/commands.js';
import { decideAcceptance, decideRejection } from '../../domain/visa/decide-answer.js';
import { decideVisaBill, decideVisaBillCancellation, decideVisaBillLapse, decideVisaPayment } from '../../domain/visa/decide-bill.js';
import { decideVisaCancellation } from '../../domain/visa/decide-cancellation.js';
import { decideVisaExpiry, decideVisaIssue } from '../../domain/visa/decide-issue.js';
import { decideVisaRequest } from '../../domain/visa/decide-request.js';
import { decideStayExtension, decideVisaUse } from '../../domain/visa/decide-use.js';
import type { VisaEvent } from '../../domain/visa/events.js';
import { visaRecord } from '../../domain/visa/record-type.js';
import type { VisaState } from '../../domain/visa/state.js';
import type { VisaEmployerFacts, VisaRequestFacts, VisaUserFacts } from '../../domain/visa/visa-facts.js';
import { employeeFactOf, employerFactOf } from '../../domain/employment/employment-facts.js';
import { establishmentsBand } from './band-facts.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { department, type BehalfOf } from './on-behalf.js';

const record = visaRecord;

const byState = [department];

/** Who was appointed by the company that asked for the visas. */
function requester(scope: AuthorityScope): BehalfOf<object, VisaState> {
  return { party: 'authorised-person', scope, company: (_data, { companyId }) => companyId };
}

const byEmployer = [requester('visas'), department];

async function employerFacts(companyId: string, establishmentId: string, reader: RecordReader): Promise<OwnFacts<VisaEmployerFacts>> {
  return { employer: employerFactOf((await reader.read(companyRecord, companyId)).state, establishmentId) };
}

async function requestFacts({ companyId, establishmentId }: RequestVisas['data'], reader: RecordReader): Promise<OwnFacts<VisaRequestFacts>> {
  const { state } = await reader.read(companyRecord, companyId);
  return { employer: employerFactOf(state, establishmentId), band: await establishmentsBand(reader, state, establishmentId) };
}

/** Commands of visas. */
export const visaCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RequestVisas, VisaState, VisaEvent, VisaRequestFacts>({
    name: 'RequestVisas',
    summary: 'Ask for work visas, line by line.',
    onBehalfOf: [{ party: 'authorised-person', scope: 'visas', company: ({ companyId }) => companyId }, department],
    record,
    kind: 'create',
    action: null,
    schema: requestVisas,
    policy: 'commands.visa',
    references: { companyId: 'company', establishmentId: 'establishment' },
    readAhead: (data, reader) => requestFacts(data, reader),
    facts: (data, _state, reader) => requestFacts(data, reader),
    decide: decideVisaRequest,
  }),
  defineCommand<AcceptVisaLine, VisaState, VisaEvent>({
    name: 'AcceptVisaLine',
    summary: 'Accept a line of a visa request, in full or in part.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'line-acceptances',
    schema: acceptVisaLine,
    policy: 'commands.visa',
    references: { lineId: 'line' },
    decide: decideAcceptance,
  }),
  defineCommand<RejectVisaLine, VisaState, VisaEvent>({
    name: 'RejectVisaLine',
    summary: 'Reject a line of a visa request.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'line-rejections',
    schema: rejectVisaLine,
    policy: 'commands.visa',
    references: { lineId: 'line' },
    decide: decideRejection,
  }),
  defineCommand<BillVisas, VisaState, VisaEvent, VisaEmployerFacts>({
    name: 'BillVisas',
    summary: 'Bill the fee of the accepted visas.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'bills',
    schema: billVisas,
    policy: 'commands.visa',
    facts: (_data, state, reader) => employerFacts(state.companyId ?? '', state.establishmentId ?? '', reader),
    decide: decideVisaBill,
  }),
  defineCommand<CancelVisaBill, VisaState, VisaEvent>({
    name: 'CancelVisaBill',
    summary: 'Cancel the unpaid bill of a visa request, and the request with it.',
    onBehalfOf: byEmployer,
    record,
    kind: 'change',
    action: 'bill-cancellation',
    schema: cancelVisaBill,
    policy: 'commands.visa',
    decide: decideVisaBillCancellation,
  }),
  defineCommand<PayVisas, VisaState, VisaEvent>({
    name: 'PayVisas',
    summary: 'Record the payment of the bill of a visa request.',
    onBehalfOf: [requester('payments'), department],
    record,
    kind: 'change',
    action: 'payments',
    schema: payVisas,
    policy: 'commands.visa',
    decide: decideVisaPayment,
  }),
  defineCommand<IssueVisas, VisaState, VisaEvent, VisaEmployerFacts>({
    name: 'IssueVisas',
    summary: 'Issue the visas of an accepted line.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'issue',
    schema: issueVisas,
    policy: 'commands.visa',
    references: { lineId: 'line' },
    facts: (_data, state, reader) => employerFacts(state.companyId ?? '', state.establishmentId ?? '', reader),
    decide: decideVisaIssue,
  }),
  defineCommand<UseVisa, VisaState, VisaEvent, VisaUserFacts>({
    name: 'UseVisa',
    summary: 'Record the entry of a named person on a visa of a line.',
    onBehalfOf: byState,
    record,
    kind: 'change',
    action: 'uses',
    schema: useVisa,
    policy: 'commands.visa',
    references: { lineId: 'line', employeeId: 'employee' },
    subject: ({ employeeId }) => employeeId,
    facts: async (data, _state, reader) => ({ employee: employeeFactOf(await reader.read(employeeRecord, data.employeeId)) }),
    decide: decideVisaUse,
  }),
  defineCommand<ExtendVisaStay, VisaState, VisaEvent>({
    name: 'ExtendVisaStay',
    summary: 'Extend the stay of a person on a temporary visa, once.',
    onBehalfOf: byEmployer,
    record,
    kind: 'change',
    action: 'extension',
    schema: extendVisaStay,
    policy: 'commands.visa',
    references: { lineId: 'line', employeeId: 'employee' },
    decide: decideStayExtension,
  }),
  defineCommand<CancelVisas, VisaState, VisaEvent>({
    name: 'CancelVisas',
    summary: 'Cancel unused visas of a line.',
    onBehalfOf: byEmployer,
    record,
    kind: 'change',
    action: 'cancellations',
    schema: cancelVisas,
    policy: 'commands.visa',
    references: { lineId: 'line' },
    decide: decideVisaCancellation,
  }),
  defineCommand<LapseVisaBill, VisaState, VisaEvent>({
    name: 'LapseVisaBill',
    summary: 'Let the unpaid bill of a visa request lapse.',
    record,
    kind: 'change',
    action: null,
    schema: visaSweep,
    policy: null,
    decide: (_command, state, facts) => decideVisaBillLapse(state, facts),
  }),
  defineCommand<ExpireVisas, VisaState, VisaEvent>({
    name: 'ExpireVisas',
    summary: 'Let the unused visas expire whose last day has passed.',
    record,
    kind: 'change',
    action: null,
    schema: visaSweep,
    policy: null,
    decide: (_command, state, facts) => decideVisaExpiry(state, facts),
  }),
];
