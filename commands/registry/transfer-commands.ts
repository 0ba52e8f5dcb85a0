import type { z } from 'zod';
import { companyRecord } from '../../domain/company/record-type.js';
import { noCompany } from '../../domain/company/state.js';
import { contractRecord } from '../../domain/contract/record-type.js';
import { noContract } from '../../domain/contract/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { nobody } from '../../domain/employee/state.js';
import { noBand } from '../../domain/gates/band-fact.js';
import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import {
  answerAsCurrentEmployer,
  answerAsEmployee,
  cancelTransfer,
  completeTransfer,
  requestTransfer,
  transferSweep,
  type AnswerAsCurrentEmployer,
  type AnswerAsEmployee,
  type CancelTransfer,
  type CompleteDueTransfer,
  type CompleteTransfer,
  type LapseTransfer,
  type RequestTransfer,
  type TransferCommand,
} from '../../domain/transfer/commands.js';
import { transferDecider } from '../../domain/transfer/decider.js';
import type { TransferEvent } from '../../domain/transfer/events.js';
import { openTransferClaim } from '../../domain/transfer/open-transfer-claim.js';
import { transferRecord } from '../../domain/transfer/record-type.js';
import { residentContractClaim } from '../../domain/transfer/resident-contract-claim.js';
import type { TransferState } from '../../domain/transfer/state.js';
import type { TransferFacts } from '../../domain/transfer/transfer-facts.js';
import { workPermitRecord } from '../../domain/work-permit/record-type.js';
import { establishmentsBand } from './band-facts.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { by, department, only, type BehalfOf } from './on-behalf.js';
import { contractOfSurvivor, withSurvivor } from './surviving-employee.js';

type Facts = OwnFacts<TransferFacts>;

const noBands = { receiverBand: noBand, currentBand: noBand };
const strangers: Facts = { company: noCompany, employee: nobody, fromContract: noContract, permit: null, ...noBands };

type Behalf<D = object> = BehalfOf<D, TransferState>;

const newEmployer: Behalf = {
  party: 'authorised-person',
  scope: 'transfers',
  of: 'new employer',
  company: (_data, { request }) => request?.companyId ?? null,
};
const currentEmployer: Behalf = {
  party: 'authorised-person',
  scope: 'transfers',
  of: 'current employer',
  company: (_data, { request }) => request?.fromCompanyId ?? null,
};
const transferred: Behalf = { party: 'employee', employee: (_data, { request }) => request?.employeeId ?? null };

interface Around {
  readonly companyId: string;
  readonly employeeId: string;
  readonly fromContractId: string;
  readonly permitId: string | null;
}

async function factsOf(around: Around, reader: RecordReader): Promise<Omit<Facts, keyof typeof noBands>> {
  const company = await reader.read(companyRecord, around.companyId);
  const employee = await reader.read(employeeRecord, around.employeeId);
  const fromContract = await reader.read(contractRecord, around.fromContractId);
  const permit = around.permitId === null ? null : (await reader.read(workPermitRecord, around.permitId)).state;
  return {
    company: company.state,
    employee: employee.state,
    // A contract and a permit of a duplicate are the survivor's.
    fromContract: await contractOfSurvivor(reader, fromContract.state),
    permit: permit === null || permit.parties === null ? permit : { ...permit, parties: await withSurvivor(reader, permit.parties) },
  };
}

/** The band that tells whether the current employer must consent. */
async function currentBand({ fromContract }: Pick<Facts, 'fromContract'>, reader: RecordReader): Promise<Facts['currentBand']> {
  if (fromContract.phase === 'none') return noBand;
  const { companyId, establishmentId } = fromContract.parties;
  return establishmentsBand(reader, (await reader.read(companyRecord, companyId)).state, establishmentId);
}

/** The facts of a request: both employers’ bands are asked. */
async function requestFacts(data: RequestTransfer['data'], reader: RecordReader): Promise<Facts> {
  const { toCompanyId: companyId, toEstablishmentId, employeeId, fromContractId, permitId = null } = data;
  const own = await factsOf({ companyId, employeeId, fromContractId, permitId }, reader);
  const [receiver, current] = await Promise.all([establishmentsBand(reader, own.company, toEstablishmentId), currentBand(own, reader)]);
  return { ...own, receiverBand: receiver, currentBand: current };
}

/** The facts of a step of a transfer; the bands that the step asks for are added to them. */
async function stepFacts({ request }: TransferState, reader: RecordReader, bands: (own: Omit<Facts, keyof typeof noBands>) => Promise<Partial<Facts>>): Promise<Facts> {
  if (request === null) return strangers;
  const own = await factsOf(request, reader);
  return { ...noBands, ...own, ...(await bands(own)) };
}

/** An employee's one open transfer; and the place of a resident's one contract, taken over from the old contract. */
function claimsOf(events: readonly TransferEvent[]): readonly ClaimNeed[] {
  return events.flatMap((event): readonly ClaimNeed[] => {
    const about = event.data.employeeId;
    if (event.type === 'TransferRequested') return [{ kind: openTransferClaim, about }];
    if (event.type !== 'TransferCompleted' || event.data.nationalityGroup !== 'other') return [];
    const from = streamOf(contractRecord.category, event.data.fromContractId);
    return [{ kind: residentContractClaim, about, from }];
  });
}

function change<C extends TransferCommand>(
  name: C['type'],
  action: string | null,
  summary: string,
  schema: z.ZodType<C['data']>,
  onBehalfOf: readonly Behalf<C['data']>[] = [],
): AnyCommandDefinition {
  return defineCommand<C, TransferState, TransferEvent, TransferFacts>({
    name,
    summary,
    record: transferRecord,
    kind: 'change',
    action,
    schema,
    policy: action === null ? null : 'commands.transfer',
    onBehalfOf,
    // Whether the current employer must consent is seen on the day of the employee’s answer.
    facts: (_data, state, reader) => stepFacts(state, reader, async (own) => (name === 'AnswerAsEmployee' ? { currentBand: await currentBand(own, reader) } : {})),
    claims: claimsOf,
    decide: transferDecider.decide,
  });
}

/** Commands of transfers. Those without an action are sent by the ledger's clock. */
export const transferCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RequestTransfer, TransferState, TransferEvent, TransferFacts>({
    name: 'RequestTransfer',
    summary: 'Ask for the transfer of another company’s employee.',
    record: transferRecord,
    kind: 'create',
    action: null,
    schema: requestTransfer,
    policy: 'commands.transfer',
    onBehalfOf: [{ party: 'authorised-person', scope: 'transfers', of: 'new employer', company: ({ toCompanyId }) => toCompanyId }, department],
    references: {
      employeeId: 'employee',
      fromContractId: 'contract',
      toCompanyId: 'company',
      toEstablishmentId: 'establishment',
      permitId: 'workPermit',
    },
    readAhead: (data, reader) => requestFacts(data, reader),
    facts: (data, _state, reader) => requestFacts(data, reader),
    claims: claimsOf,
    decide: transferDecider.decide,
  }),
  change<AnswerAsEmployee>('AnswerAsEmployee', 'employee-answer', 'Record the employee’s answer.', answerAsEmployee, [transferred]),
  change<AnswerAsCurrentEmployer>(
    'AnswerAsCurrentEmployer',
    'employer-answer',
    'Record the current employer’s answer.',
    answerAsCurrentEmployer,
    [currentEmployer],
  ),
  change<CompleteTransfer>('CompleteTransfer', 'completion', 'Complete a transfer whose notice has run.', completeTransfer, [newEmployer, department]),
  change<CancelTransfer>('CancelTransfer', 'cancellation', 'Call a transfer off.', cancelTransfer, [
    only(by('new-employer'), newEmployer),
    only(by('new-employer'), department),
    only(by('employee'), transferred),
  ]),
  change<CompleteDueTransfer>('CompleteDueTransfer', null, 'Complete a transfer that is due, or let it lapse.', transferSweep),
  change<LapseTransfer>('LapseTransfer', null, 'Let an unanswered transfer lapse.', transferSweep),
];
