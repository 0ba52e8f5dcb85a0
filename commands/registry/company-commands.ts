import {
  appointAuthorisedPerson,
  changeEstablishmentActivity,
  closeCompany,
  closeEstablishment,
  describeCompany,
  openEstablishment,
  recordMowaamahCertificate,
  recordWageProtection,
  registerCompany,
  removeAuthorisedPerson,
  resumeCompany,
  suspendCompany,
  withdrawMowaamahCertificate,
  type AppointAuthorisedPerson,
  type ChangeEstablishmentActivity,
  type CloseCompany,
  type CloseEstablishment,
  type DescribeCompany,
  type OpenEstablishment,
  type OwnerInput,
  type RecordMowaamahCertificate,
  type RecordWageProtection,
  type RegisterCompany,
  type RemoveAuthorisedPerson,
  type ResumeCompany,
  type SuspendCompany,
  type WithdrawMowaamahCertificate,
} from '../../domain/company/commands.js';
import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { decideAppointment, decideRemoval, type AppointmentFacts } from '../../domain/company/decide-authority.js';
import { decideActivity, decideClosing, decideOpening, type OpeningFacts } from '../../domain/company/decide-establishment.js';
import { decideMowaamah, decideMowaamahWithdrawal } from '../../domain/company/decide-mowaamah.js';
import { decideDescription, decideRegistration } from '../../domain/company/decide-registration.js';
import { decideClosure, decideResumption, decideSuspension } from '../../domain/company/decide-status.js';
import { decideWageProtection } from '../../domain/company/decide-wage-protection.js';
import type { CompanyEvent } from '../../domain/company/events.js';
import type { Owner } from '../../domain/company/owner.js';
import { companyRecord } from '../../domain/company/record-type.js';
import type { CompanyState } from '../../domain/company/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { ownerIdOf } from '../../domain/entity/entity-id.js';
import { noBand } from '../../domain/gates/band-fact.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { judgedWeek, ownersBand } from './band-facts.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { department, type BehalfOf } from './on-behalf.js';

const platform = { record: companyRecord, policy: 'commands.company' } as const;

/** Who was appointed by the company that the command is about. */
function appointed(scope: AuthorityScope): BehalfOf {
  return { party: 'authorised-person', scope, company: (_data, _state, recordId) => recordId };
}

const byState = [department];
const inEverything = [appointed('everything'), department];
const forEstablishments = [appointed('establishments'), department];

function ownerMention(owner: OwnerInput | undefined): Readonly<Record<string, readonly Identifier[]>> {
  return owner?.kind === 'natural' ? { owner: owner.identifiers } : {};
}

/** The band of the owner’s entity that an establishment would be part of. */
async function openingFacts(
  owner: OwnerInput | Owner | null,
  establishment: { readonly nitaqatActivity: string } | undefined,
  reader: RecordReader,
): Promise<OwnFacts<OpeningFacts>> {
  if (owner === null || establishment === undefined) return { band: noBand };
  const ownerId = 'identifiers' in owner ? reader.people['owner'] : ownerIdOf(owner);
  if (ownerId === undefined) throw new Error('the owner was not looked up in the directory');
  return { band: await ownersBand(reader, ownerId, establishment.nitaqatActivity) };
}

/** Every command on a company. */
export const companyCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RegisterCompany, CompanyState, CompanyEvent, OpeningFacts>({
    ...platform,
    name: 'RegisterCompany',
    summary: 'Registers a company with its owner and, if it has one, its main establishment.',
    onBehalfOf: byState,
    kind: 'create',
    action: null,
    schema: registerCompany,
    identifiers: ({ unifiedNumber, establishment }) => [
      { scheme: 'unified-number', value: unifiedNumber },
      ...(establishment === undefined ? [] : [{ scheme: 'establishment-number' as const, value: establishment.number }]),
    ],
    mentions: ({ owner }) => ownerMention(owner),
    subject: { mention: 'owner' },
    readAhead: async ({ owner, establishment }, reader) => (owner.kind === 'legal' ? openingFacts(owner, establishment, reader) : judgedWeek(reader)),
    facts: ({ owner, establishment }, _state, reader) => openingFacts(owner, establishment, reader),
    decide: ({ data }, state, facts) => decideRegistration(data, state, facts),
  }),
  defineCommand<DescribeCompany, CompanyState, CompanyEvent>({
    ...platform,
    name: 'DescribeCompany',
    summary: 'Replaces name, legal form and contacts of a company.',
    onBehalfOf: inEverything,
    kind: 'change',
    action: 'descriptions',
    schema: describeCompany,
    decide: ({ data }, state, facts) => decideDescription(data, state, facts),
  }),
  defineCommand<OpenEstablishment, CompanyState, CompanyEvent, OpeningFacts>({
    ...platform,
    name: 'OpenEstablishment',
    summary: 'Opens the main establishment of a company, or a branch.',
    onBehalfOf: forEstablishments,
    kind: 'change',
    action: 'establishments',
    schema: openEstablishment,
    identifiers: ({ number }) => [{ scheme: 'establishment-number', value: number }],
    mentions: ({ owner }) => ownerMention(owner),
    subject: { mention: 'owner' },
    readAhead: (_data, reader) => judgedWeek(reader),
    facts: (data, state, reader) => openingFacts(data.owner ?? state.owner, data, reader),
    decide: ({ data }, state, facts) => decideOpening(data, state, facts),
  }),
  defineCommand<CloseEstablishment, CompanyState, CompanyEvent>({
    ...platform,
    name: 'CloseEstablishment',
    summary: 'Closes an establishment; the main one only after its branches.',
    onBehalfOf: forEstablishments,
    kind: 'change',
    action: 'establishment-closures',
    schema: closeEstablishment,
    references: { establishmentId: 'establishment' },
    decide: ({ data }, state, facts) => decideClosing(data, state, facts),
  }),
  defineCommand<ChangeEstablishmentActivity, CompanyState, CompanyEvent>({
    ...platform,
    name: 'ChangeEstablishmentActivity',
    summary: 'Gives an establishment another ISIC and Nitaqat activity.',
    onBehalfOf: forEstablishments,
    kind: 'change',
    action: 'establishment-activities',
    schema: changeEstablishmentActivity,
    references: { establishmentId: 'establishment' },
    decide: ({ data }, state, facts) => decideActivity(data, state, facts),
  }),
  defineCommand<SuspendCompany, CompanyState, CompanyEvent>({
    ...platform,
    name: 'SuspendCompany',
    summary: 'Suspends a company for a coded reason.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'suspension',
    schema: suspendCompany,
    decide: ({ data }, state, facts) => decideSuspension(data, state, facts),
  }),
  defineCommand<ResumeCompany, CompanyState, CompanyEvent>({
    ...platform,
    name: 'ResumeCompany',
    summary: 'Lets a suspended company act again.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'resumption',
    schema: resumeCompany,
    decide: ({ data }, state, facts) => decideResumption(data, state, facts),
  }),
  defineCommand<CloseCompany, CompanyState, CompanyEvent>({
    ...platform,
    name: 'CloseCompany',
    summary: 'Closes a company and its establishments for a coded reason.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'closure',
    schema: closeCompany,
    decide: ({ data }, state, facts) => decideClosure(data, state, facts),
  }),
  defineCommand<AppointAuthorisedPerson, CompanyState, CompanyEvent, AppointmentFacts>({
    ...platform,
    name: 'AppointAuthorisedPerson',
    summary: 'Lets a human act for a company in the scopes named.',
    onBehalfOf: inEverything,
    kind: 'change',
    action: 'authorised-people',
    schema: appointAuthorisedPerson,
    mentions: ({ identifiers }) => ({ person: identifiers }),
    subject: { mention: 'person' },
    references: { employeeId: 'employee' },
    facts: async ({ employeeId }, _state, reader) => ({
      employee: employeeId === undefined ? null : (await reader.read(employeeRecord, employeeId)).state,
    }),
    decide: ({ data }, state, facts) => decideAppointment(data, state, facts),
  }),
  defineCommand<RemoveAuthorisedPerson, CompanyState, CompanyEvent>({
    ...platform,
    name: 'RemoveAuthorisedPerson',
    summary: 'Takes back the authority of a human to act for a company.',
    onBehalfOf: inEverything,
    kind: 'change',
    action: 'authorised-people-removals',
    schema: removeAuthorisedPerson,
    references: { personId: 'person' },
    decide: ({ data }, state, facts) => decideRemoval(data, state, facts),
  }),
  defineCommand<RecordMowaamahCertificate, CompanyState, CompanyEvent>({
    ...platform,
    name: 'RecordMowaamahCertificate',
    summary: 'Records a Mowaamah certificate of a company, or other days of one.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'mowaamah-certificates',
    schema: recordMowaamahCertificate,
    decide: ({ data }, state, facts) => decideMowaamah(data, state, facts),
  }),
  defineCommand<WithdrawMowaamahCertificate, CompanyState, CompanyEvent>({
    ...platform,
    name: 'WithdrawMowaamahCertificate',
    summary: 'Withdraws a Mowaamah certificate of a company.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'mowaamah-withdrawals',
    schema: withdrawMowaamahCertificate,
    decide: ({ data }, state, facts) => decideMowaamahWithdrawal(data, state, facts),
  }),
  defineCommand<RecordWageProtection, CompanyState, CompanyEvent>({
    ...platform,
    name: 'RecordWageProtection',
    summary: 'Records how an establishment stood with the protection of wages in a month.',
    onBehalfOf: byState,
    kind: 'change',
    action: 'wage-protection',
    schema: recordWageProtection,
    references: { establishmentId: 'establishment' },
    decide: ({ data }, state, facts) => decideWageProtection(data, state, facts),
  }),
];
