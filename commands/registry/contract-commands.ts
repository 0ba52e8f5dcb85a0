import type { z } from 'zod';
import { noCompany } from '../../domain/company/state.js';
import { companyRecord } from '../../domain/company/record-type.js';
import {
  answerAmendment,
  askForChange,
  beginContractByTransfer,
  contractStep,
  contractSweep,
  deferResignation,
  draftContract,
  endContractByTransfer,
  giveNotice,
  proposeAmendment,
  rejectContract,
  renewContract,
  resign,
  reviseContract,
  terminateContract,
  type ContractCommand,
  type AcceptAmendment,
  type AcceptContract,
  type AcceptResignation,
  type AskForChange,
  type BeginContractByTransfer,
  type DeclineAmendment,
  type DeemResignationAccepted,
  type DeferResignation,
  type DraftContract,
  type EndContractByTransfer,
  type EndContractOnLastDay,
  type EndContractTerm,
  type GiveNotice,
  type LapseAmendment,
  type LapseContract,
  type ProposeAmendment,
  type RejectContract,
  type RenewContract,
  type Resign,
  type ReviseContract,
  type SendContract,
  type TerminateContract,
  type WithdrawContract,
  type WithdrawResignation,
} from '../../domain/contract/commands.js';
import { endingSide } from '../../domain/contract/articles.js';
import type { EndedBy } from '../../domain/contract/codes.js';
import type { ContractFacts } from '../../domain/contract/contract-facts.js';
import { contractDecider } from '../../domain/contract/decider.js';
import type { ContractEvent } from '../../domain/contract/events.js';
import { contractRecord } from '../../domain/contract/record-type.js';
import type { ContractState, Parties } from '../../domain/contract/state.js';
import { nobody } from '../../domain/employee/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import { residentContractClaim } from '../../domain/transfer/resident-contract-claim.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { by, department, only, type BehalfOf, type When } from './on-behalf.js';
import { survivingEmployee } from './surviving-employee.js';

type Facts = OwnFacts<ContractFacts>;

type Behalf<D = object> = BehalfOf<D, ContractState>;

const employer: Behalf = {
  party: 'authorised-person',
  scope: 'contracts',
  company: (_data, state) => (state.phase === 'none' ? null : state.parties.companyId),
};
const employee: Behalf = { party: 'employee', employee: (_data, state) => (state.phase === 'none' ? null : state.parties.employeeId) };

const byEmployer = [employer, department];
const byEmployee = [employee];
/** What binds its sender alone, and him at once. */
const byNamedSide = [only(by('employer'), employer), only(by('employee'), employee)];

/** Who brings the end about, as the article or the payload says. */
function endedBySide(says: string, sides: readonly (EndedBy | undefined)[]): When<TerminateContract['data']> {
  return { says, holds: ({ article, by: named }) => sides.includes(endingSide(article, named)) };
}

// What article or side is wrong here is the decision's to say.
const endsByEmployer = endedBySide('the employer or the law ends it', ['employer', 'law', undefined]);
const endsOtherwise = endedBySide('the employer, the law or both sides end it', ['employer', 'law', 'both', undefined]);
const endsByEmployee = endedBySide('the employee ends it', ['employee']);

const strangers: Facts = { company: noCompany, employee: nobody };

async function factsOf(parties: Parties, reader: RecordReader): Promise<Facts> {
  const [company, employee] = await Promise.all([
    reader.read(companyRecord, parties.companyId),
    reader.read(employeeRecord, parties.employeeId),
  ]);
  return { company: company.state, employee: employee.state };
}

/** A contract in force with a duplicate goes on with the record that survived it. */
async function livingFactsOf(parties: Parties, reader: RecordReader): Promise<Facts> {
  const [company, employee] = await Promise.all([
    reader.read(companyRecord, parties.companyId),
    survivingEmployee(reader, parties.employeeId),
  ]);
  return { company: company.state, employee: employee.state };
}

/** What each command depends on: the two sides as their own streams show them, of an offer or of a contract in force; or only the contract itself. */
const dependsOn = {
  offer: (state: ContractState, reader: RecordReader) =>
    state.phase === 'none' ? Promise.resolve(strangers) : factsOf(state.parties, reader),
  parties: (state: ContractState, reader: RecordReader) =>
    state.phase === 'none' ? Promise.resolve(strangers) : livingFactsOf(state.parties, reader),
  itself: () => Promise.resolve(strangers),
};

/** A resident's one contract: the claim is needed by the acceptance. */
function claimsOf(events: readonly ContractEvent[]): readonly ClaimNeed[] {
  return events.flatMap((event) =>
    event.type === 'ContractAccepted' && event.data.nationalityGroup === 'other'
      ? [{ kind: residentContractClaim, about: event.data.employeeId }]
      : [],
  );
}

function change<C extends ContractCommand>(
  name: C['type'],
  action: string,
  summary: string,
  schema: z.ZodType<C['data']>,
  onBehalfOf: readonly Behalf<C['data']>[],
  needs: keyof typeof dependsOn = 'itself',
): AnyCommandDefinition {
  return defineCommand<C, ContractState, ContractEvent, ContractFacts>({
    name,
    summary,
    record: contractRecord,
    kind: 'change',
    action,
    schema,
    policy: 'commands.contract',
    onBehalfOf,
    facts: (_data, state, reader) => dependsOn[needs](state, reader),
    claims: claimsOf,
    decide: contractDecider.decide,
  });
}

/** A command that only the ledger itself sends: its clock, or a reaction to a completed transfer. */
function internal<C extends ContractCommand>(
  name: C['type'],
  summary: string,
  schema: z.ZodType<C['data']>,
  more: { readonly kind?: 'create'; readonly needs?: keyof typeof dependsOn } = {},
): AnyCommandDefinition {
  return defineCommand<C, ContractState, ContractEvent, ContractFacts>({
    name,
    summary,
    record: contractRecord,
    kind: more.kind ?? 'change',
    action: null,
    schema,
    policy: null,
    facts: (_data, state, reader) => dependsOn[more.needs ?? 'itself'](state, reader),
    decide: contractDecider.decide,
  });
}

/** Commands of employment contracts. */
export const contractCommands: readonly AnyCommandDefinition[] = [
  defineCommand<DraftContract, ContractState, ContractEvent, ContractFacts>({
    name: 'DraftContract',
    summary: 'Draft an employment contract.',
    record: contractRecord,
    kind: 'create',
    action: null,
    schema: draftContract,
    policy: 'commands.contract',
    onBehalfOf: [{ party: 'authorised-person', scope: 'contracts', company: ({ companyId }) => companyId }, department],
    references: { companyId: 'company', establishmentId: 'establishment', employeeId: 'employee' },
    facts: (data, _state, reader) => factsOf(data, reader),
    decide: contractDecider.decide,
  }),
  change<ReviseContract>('ReviseContract', 'revisions', 'Write the draft anew.', reviseContract, byEmployer, 'offer'),
  change<SendContract>('SendContract', 'sending', 'Send the contract to the employee.', contractStep, byEmployer, 'offer'),
  change<AcceptContract>(
    'AcceptContract',
    'acceptance',
    'Record the employee’s acceptance: the contract is authenticated.',
    contractStep,
    byEmployee,
    'offer',
  ),
  change<RejectContract>('RejectContract', 'rejection', 'Record the employee’s rejection.', rejectContract, byEmployee),
  change<AskForChange>('AskForChange', 'change-requests', 'Record the change that the employee asks for.', askForChange, byEmployee),
  change<WithdrawContract>('WithdrawContract', 'withdrawal', 'Withdraw a contract that was not accepted.', contractStep, byEmployer),
  change<ProposeAmendment>(
    'ProposeAmendment',
    'amendments',
    'Propose new terms.',
    proposeAmendment,
    [...byNamedSide, only(by('employer'), department)],
    'parties',
  ),
  change<AcceptAmendment>(
    'AcceptAmendment',
    'amendment-acceptance',
    'Record that the other party accepts the new terms.',
    answerAmendment,
    byNamedSide,
    'parties',
  ),
  change<DeclineAmendment>(
    'DeclineAmendment',
    'amendment-refusal',
    'Record that the other party declines the new terms.',
    answerAmendment,
    byNamedSide,
  ),
  // Both sides say it: one of them cannot, and the department has both signatures before it.
  change<RenewContract>('RenewContract', 'renewals', 'Renew a fixed term by agreement.', renewContract, [department], 'parties'),
  change<Resign>('Resign', 'resignation', 'Record the employee’s resignation from a fixed term.', resign, byEmployee),
  change<WithdrawResignation>(
    'WithdrawResignation',
    'resignation-withdrawal',
    'Record that the employee takes the resignation back.',
    contractStep,
    byEmployee,
  ),
  change<DeferResignation>(
    'DeferResignation',
    'resignation-deferral',
    'Record the employer’s deferral of a resignation.',
    deferResignation,
    byEmployer,
  ),
  change<AcceptResignation>(
    'AcceptResignation',
    'resignation-acceptance',
    'Record the employer’s acceptance of a resignation.',
    contractStep,
    byEmployer,
  ),
  change<GiveNotice>('GiveNotice', 'notice', 'Record a party’s notice; the last day is computed.', giveNotice, byNamedSide),
  change<TerminateContract>(
    'TerminateContract',
    'termination',
    'End the contract at once by an article; what is owed is computed.',
    terminateContract,
    [only(endsByEmployer, employer), only(endsByEmployee, employee), only(endsOtherwise, department)],
    'parties',
  ),
  internal<LapseContract>('LapseContract', 'Let an unanswered contract lapse.', contractSweep),
  internal<LapseAmendment>('LapseAmendment', 'Let an unanswered amendment lapse.', contractSweep),
  internal<EndContractTerm>('EndContractTerm', 'Renew or end a contract whose term has ended.', contractSweep, { needs: 'parties' }),
  internal<DeemResignationAccepted>('DeemResignationAccepted', 'Take silence on a resignation for acceptance.', contractSweep),
  internal<EndContractOnLastDay>('EndContractOnLastDay', 'End a contract whose last day has passed.', contractSweep, { needs: 'parties' }),
  internal<EndContractByTransfer>('EndContractByTransfer', 'End the old contract of a completed transfer.', endContractByTransfer),
  internal<BeginContractByTransfer>('BeginContractByTransfer', 'Begin the new contract of a completed transfer.', beginContractByTransfer, {
    kind: 'create',
  }),
];
