import type { Decider, Decision } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { RuleSetCommand } from './commands.js';
import { decideConfirmation } from './decide-confirmation.js';
import { decideProposal, decideWithdrawal } from './decide-proposal.js';
import type { RuleSetEvent } from './events.js';
import { evolveRuleSets } from './evolve.js';
import type { RuleSetFacts } from './rule-set-facts.js';
import { noRuleSets, type RuleSetState } from './state.js';

function decide(command: RuleSetCommand, state: RuleSetState, facts: RuleSetFacts): Decision<RuleSetEvent> {
  switch (command.type) {
    case 'ProposeRuleSet':
      return decideProposal(command, state, facts);
    case 'ConfirmRuleSet':
      return decideConfirmation(command, state, facts);
    case 'WithdrawRuleSet':
      return decideWithdrawal(command, state, facts);
    default:
      return unreachable(command);
  }
}

/** The register of rule sets. */
export const ruleSetDecider: Decider<RuleSetCommand, RuleSetState, RuleSetEvent, RuleSetFacts> = { initial: noRuleSets, decide, evolve: evolveRuleSets };
