import { companyRecord } from '../../domain/company/record-type.js';
import { noCompany } from '../../domain/company/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { nobody } from '../../domain/employee/state.js';
import {
  changeContributoryWage,
  correctInsurance,
  endInsurance,
  recordFlexibleHours,
  registerInsurance,
  voidInsurance,
  type ChangeContributoryWage,
  type CorrectInsurance,
  type EndInsurance,
  type RecordFlexibleHours,
  type RegisterInsurance,
  type VoidInsurance,
} from '../../domain/insurance/commands.js';
import { decideEnd, decideHours, decideWage } from '../../domain/insurance/decide-change.js';
import { decideCorrection, decideVoiding } from '../../domain/insurance/decide-correction.js';
import { decideRegistration } from '../../domain/insurance/decide-registration.js';
import type { InsuranceEvent } from '../../domain/insurance/events.js';
import { insuredEmployeeOf, insuringCompanyOf, type InsuranceFacts } from '../../domain/insurance/insurance-facts.js';
import { insuranceClaims } from '../../domain/insurance/open-insurance-claim.js';
import { insuranceRecord } from '../../domain/insurance/record-type.js';
import type { InsuranceState, InsuredParties } from '../../domain/insurance/state.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { department } from './on-behalf.js';
import { survivingEmployee } from './surviving-employee.js';

type Facts = OwnFacts<InsuranceFacts>;

// What another register says is the department's to bring: neither side of the employment speaks here.
const told = { record: insuranceRecord, policy: 'commands.insurance', onBehalfOf: [department] } as const;

/** The facts of a registration, whose payload names the employee. */
async function namedFacts({ companyId, establishmentId, employeeId }: InsuredParties, reader: RecordReader): Promise<Facts> {
  const company = await reader.read(companyRecord, companyId);
  const employee = await reader.read(employeeRecord, employeeId);
  return { company: insuringCompanyOf(company.state, establishmentId), employee: insuredEmployeeOf(employee.state) };
}

/** The facts of a change: of a duplicate, the registration goes on with the survivor. Where there is none, the decider refuses before it looks. */
async function recordFacts({ parties }: InsuranceState, reader: RecordReader): Promise<Facts> {
  if (parties === null) return { company: insuringCompanyOf(noCompany, ''), employee: insuredEmployeeOf(nobody) };
  const company = await reader.read(companyRecord, parties.companyId);
  const employee = await survivingEmployee(reader, parties.employeeId);
  return { company: insuringCompanyOf(company.state, parties.establishmentId), employee: insuredEmployeeOf(employee.state) };
}

/** Commands of registrations with the social insurance. */
export const insuranceCommands: readonly AnyCommandDefinition[] = [
  defineCommand<RegisterInsurance, InsuranceState, InsuranceEvent, InsuranceFacts>({
    ...told,
    name: 'RegisterInsurance',
    summary: 'Record that a human is insured with an establishment.',
    kind: 'create',
    action: null,
    schema: registerInsurance,
    references: { companyId: 'company', establishmentId: 'establishment', employeeId: 'employee' },
    facts: (data, _state, reader) => namedFacts(data, reader),
    claims: insuranceClaims,
    decide: decideRegistration,
  }),
  defineCommand<ChangeContributoryWage, InsuranceState, InsuranceEvent, InsuranceFacts>({
    ...told,
    name: 'ChangeContributoryWage',
    summary: 'Record the contributory wage from a day on.',
    kind: 'change',
    action: 'wages',
    schema: changeContributoryWage,
    facts: (_data, state, reader) => recordFacts(state, reader),
    decide: decideWage,
  }),
  defineCommand<RecordFlexibleHours, InsuranceState, InsuranceEvent>({
    ...told,
    name: 'RecordFlexibleHours',
    summary: 'Record the hours of flexible work in a month.',
    kind: 'change',
    action: 'flexible-hours',
    schema: recordFlexibleHours,
    decide: decideHours,
  }),
  defineCommand<EndInsurance, InsuranceState, InsuranceEvent>({
    ...told,
    name: 'EndInsurance',
    summary: 'Record the last insured day.',
    kind: 'change',
    action: 'end',
    schema: endInsurance,
    decide: decideEnd,
  }),
  defineCommand<CorrectInsurance, InsuranceState, InsuranceEvent, InsuranceFacts>({
    ...told,
    name: 'CorrectInsurance',
    summary: 'Replace what a registration says by another whole reading.',
    kind: 'change',
    action: 'corrections',
    schema: correctInsurance,
    facts: (_data, state, reader) => recordFacts(state, reader),
    claims: insuranceClaims,
    decide: decideCorrection,
  }),
  defineCommand<VoidInsurance, InsuranceState, InsuranceEvent>({
    ...told,
    name: 'VoidInsurance',
    summary: 'Take a registration back that should never have been.',
    kind: 'change',
    action: 'annulment',
    schema: voidInsurance,
    decide: decideVoiding,
  }),
];
