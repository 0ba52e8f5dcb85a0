// Law: nobody adopts a rule set alone: who confirms it is another account than who proposed it, and another human.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import type { ConfirmRuleSet } from './commands.js';
import { notProposed, proposalOf, published, weekMoved } from './decide-proposal.js';
import type { RuleSetEvent } from './events.js';
import type { RuleSetFacts } from './rule-set-facts.js';
import type { ProposedRuleSet, RuleSetState } from './state.js';

/** Decides on the confirmation of a proposal. */
export function decideConfirmation({ data: { hash } }: ConfirmRuleSet, state: RuleSetState, facts: RuleSetFacts): Decision<RuleSetEvent> {
  const proposal = proposalOf(state, hash);
  if (proposal === undefined) return notProposed(state, hash);
  const { set, proposedBy } = proposal;
  const alone = notAnother(proposal, facts);
  if (alone !== null) return alone;
  const refusal = weekMoved(set, state) ?? published(set, state, facts);
  // What it blames is not in this payload.
  if (refusal !== null) return { ...refusal, pointer: '/hash' };
  return accept([{ type: 'RuleSetConfirmed', data: { effectiveOn: facts.today, hash, set, proposedBy, confirmedBy: facts.by } }]);
}

/** A refusal where one human may have both said it; null where two did. */
function notAnother({ proposedBy, proposedByHuman }: ProposedRuleSet, { by, human }: RuleSetFacts): Refused | null {
  if (proposedBy === by || (human !== null && proposedByHuman === human)) {
    return refuse('rule-set.same-person', 'Who confirms a set is who proposed it.', 'Have a second person confirm it.');
  }
  if ((human === null) === (proposedByHuman === null)) return null;
  // Accounts of one issuer may tell whose they are and others of it not: one of each may be one human's.
  const whose = human === null ? 'confirms' : 'proposed';
  return refuse('rule-set.person-unknown', `It is not known whose the account is that ${whose} the set.`, 'Have it proposed and confirmed under accounts that both say whose they are.');
}
