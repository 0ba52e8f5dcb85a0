import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { CompanyCommand } from './commands.js';
import { decideAppointment, decideRemoval, type AppointmentFacts } from './decide-authority.js';
import { decideActivity, decideClosing, decideOpening, type OpeningFacts } from './decide-establishment.js';
import { decideMowaamah, decideMowaamahWithdrawal } from './decide-mowaamah.js';
import { decideDescription, decideRegistration } from './decide-registration.js';
import { decideClosure, decideResumption, decideSuspension } from './decide-status.js';
import { decideWageProtection } from './decide-wage-protection.js';
import type { CompanyEvent } from './events.js';
import { evolveCompany } from './evolve.js';
import { noCompany, type CompanyState } from './state.js';

/** Facts of company decisions: only an appointment asks for an employee, only an opening for a band. */
export type CompanyFacts = AppointmentFacts & OpeningFacts;

/** Decides every command on a company. */
export function decideCompany(command: CompanyCommand, state: CompanyState, facts: CompanyFacts): Decision<CompanyEvent> {
  switch (command.type) {
    case 'RegisterCompany':
      return decideRegistration(command.data, state, facts);
    case 'DescribeCompany':
      return decideDescription(command.data, state, facts);
    case 'OpenEstablishment':
      return decideOpening(command.data, state, facts);
    case 'CloseEstablishment':
      return decideClosing(command.data, state, facts);
    case 'ChangeEstablishmentActivity':
      return decideActivity(command.data, state, facts);
    case 'SuspendCompany':
      return decideSuspension(command.data, state, facts);
    case 'ResumeCompany':
      return decideResumption(command.data, state, facts);
    case 'CloseCompany':
      return decideClosure(command.data, state, facts);
    case 'AppointAuthorisedPerson':
      return decideAppointment(command.data, state, facts);
    case 'RemoveAuthorisedPerson':
      return decideRemoval(command.data, state, facts);
    case 'RecordMowaamahCertificate':
      return decideMowaamah(command.data, state, facts);
    case 'WithdrawMowaamahCertificate':
      return decideMowaamahWithdrawal(command.data, state, facts);
    case 'RecordWageProtection':
      return decideWageProtection(command.data, state, facts);
    default:
      return unreachable(command);
  }
}

export const companyDecider: Decider<CompanyCommand, CompanyState, CompanyEvent, CompanyFacts> = {
  initial: noCompany,
  decide: decideCompany,
  evolve: evolveCompany,
};
