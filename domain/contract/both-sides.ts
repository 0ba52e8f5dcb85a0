// Law: a contract is made, changed and renewed only between a company that may employ and a person who can be employed.
import { employerFactOf } from '../employment/employment-facts.js';
import { employeeFault, employerFault, type PartyPointers } from '../employment/party-checks.js';
import type { Refused } from '../ledger/decider.js';
import type { ContractFacts } from './contract-facts.js';

/** Why the two cannot agree on anything now, or null. `named`: where the payload names them, null where the contract does. */
export function sidesFault(facts: ContractFacts, establishmentId: string, named: PartyPointers | null): Refused | null {
  return employerFault('contract', employerFactOf(facts.company, establishmentId), named) ?? employeeFault('contract', facts.employee, named);
}
