import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { InsuranceCommand } from './commands.js';
import { decideEnd, decideHours, decideWage } from './decide-change.js';
import { decideCorrection, decideVoiding } from './decide-correction.js';
import { decideRegistration } from './decide-registration.js';
import type { InsuranceEvent } from './events.js';
import { evolveInsurance } from './evolve.js';
import type { InsuranceFacts } from './insurance-facts.js';
import { noInsurance, type InsuranceState } from './state.js';

function decide(command: InsuranceCommand, state: InsuranceState, facts: InsuranceFacts): Decision<InsuranceEvent> {
  switch (command.type) {
    case 'RegisterInsurance':
      return decideRegistration(command, state, facts);
    case 'ChangeContributoryWage':
      return decideWage(command, state, facts);
    case 'RecordFlexibleHours':
      return decideHours(command, state, facts);
    case 'EndInsurance':
      return decideEnd(command, state, facts);
    case 'CorrectInsurance':
      return decideCorrection(command, state, facts);
    case 'VoidInsurance':
      return decideVoiding(command, state);
    default:
      return unreachable(command);
  }
}

/** A registration with the social insurance, from its beginning to its end. */
export const insuranceDecider: Decider<InsuranceCommand, InsuranceState, InsuranceEvent, InsuranceFacts> = {
  initial: noInsurance,
  decide,
  evolve: evolveInsurance,
};
