import { citizenIdentifiers, documentIdentifiers, residentIdentifiers } from '../../domain/employee/borne-identifiers.js';
import {
  changeResidenceDocument,
  correctPerson,
  markDeceased,
  mergeDuplicate,
  recordAccreditation,
  recordResidenceExpiry,
  recordWeightingFacts,
  registerCitizen,
  registerResident,
  withdrawAccreditation,
  type ChangeResidenceDocument,
  type CorrectPerson,
  type EmployeeCommand,
  type MarkDeceased,
  type MergeDuplicate,
  type RecordAccreditation,
  type RecordResidenceExpiry,
  type RecordWeightingFacts,
  type RegisterCitizen,
  type RegisterResident,
  type WithdrawAccreditation,
} from '../../domain/employee/commands.js';
import { decideEmployee, type EmployeeFacts } from '../../domain/employee/decider.js';
import type { EmployeeEvent } from '../../domain/employee/events.js';
import { mergeClaims } from '../../domain/employee/merge-claim.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { EmployeeState } from '../../domain/employee/state.js';
import type { Decision, DecisionFacts } from '../../domain/ledger/decider.js';
import { defineCommand, type AnyCommandDefinition } from './definition.js';
import { department } from './on-behalf.js';

const known = { record: employeeRecord, subject: 'record', policy: 'commands.employee', onBehalfOf: [department] } as const;

/** Every command but a merge is decided without another record. */
function decideAlone(command: Exclude<EmployeeCommand, MergeDuplicate>, state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  return decideEmployee(command, state, { survivor: null, ...facts });
}

/** Every command on an employee. */
export const employeeCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RegisterCitizen, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'RegisterCitizen',
    summary: 'Registers a citizen under his national id.',
    kind: 'create',
    action: 'citizens',
    schema: registerCitizen,
    identifiers: citizenIdentifiers,
    decide: decideAlone,
  }),
  defineCommand<RegisterResident, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'RegisterResident',
    summary: 'Registers a human who is not a citizen under his iqama or border number.',
    kind: 'create',
    action: 'residents',
    schema: registerResident,
    identifiers: residentIdentifiers,
    decide: decideAlone,
  }),
  defineCommand<CorrectPerson, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'CorrectPerson',
    summary: 'Replaces who the human is by another whole reading.',
    kind: 'change',
    action: 'corrections',
    schema: correctPerson,
    identifiers: ({ identifiers }) => identifiers,
    decide: decideAlone,
  }),
  defineCommand<ChangeResidenceDocument, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'ChangeResidenceDocument',
    summary: 'Records the iqama that follows a border number, a renewal, or another document.',
    kind: 'change',
    action: 'residence-documents',
    schema: changeResidenceDocument,
    identifiers: documentIdentifiers,
    decide: decideAlone,
  }),
  defineCommand<RecordResidenceExpiry, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'RecordResidenceExpiry',
    summary: 'Records that the last valid day of a residence document has passed.',
    kind: 'change',
    action: 'residence-expiry',
    schema: recordResidenceExpiry,
    policy: null,
    decide: decideAlone,
  }),
  defineCommand<RecordWeightingFacts, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'RecordWeightingFacts',
    summary: 'Replaces the sealed facts that the head-count weights ask for.',
    kind: 'change',
    action: 'weighting-facts',
    schema: recordWeightingFacts,
    decide: decideAlone,
  }),
  defineCommand<MarkDeceased, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'MarkDeceased',
    summary: 'Records the death of an employee.',
    kind: 'change',
    action: 'death',
    schema: markDeceased,
    decide: decideAlone,
  }),
  defineCommand<MergeDuplicate, EmployeeState, EmployeeEvent, EmployeeFacts>({
    ...known,
    name: 'MergeDuplicate',
    summary: 'Closes a duplicate record in favour of the one that survives.',
    kind: 'change',
    action: 'merge',
    schema: mergeDuplicate,
    references: { survivorId: 'employee' },
    facts: async ({ survivorId }, _state, reader) => ({ survivor: (await reader.read(employeeRecord, survivorId)).state }),
    claims: mergeClaims,
    decide: (command, state, facts) => decideEmployee(command, state, facts),
  }),
  defineCommand<RecordAccreditation, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'RecordAccreditation',
    summary: 'Records that a professional body accredits the employee, or other days of it.',
    kind: 'change',
    action: 'accreditations',
    schema: recordAccreditation,
    decide: decideAlone,
  }),
  defineCommand<WithdrawAccreditation, EmployeeState, EmployeeEvent>({
    ...known,
    name: 'WithdrawAccreditation',
    summary: 'Records that a professional body accredits the employee no longer.',
    kind: 'change',
    action: 'accreditation-withdrawals',
    schema: withdrawAccreditation,
    decide: decideAlone,
  }),
];
