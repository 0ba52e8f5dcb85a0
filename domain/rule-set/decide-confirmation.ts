// Law: nobody adopts a rule set alone: who confirms it is another than who proposed it.
import { accept, refuse, type Decision } from '../ledger/decider.js';
import type { ConfirmRuleSet } from './commands.js';
import { notProposed, proposalOf, published, weekMoved } from './decide-proposal.js';
import type { RuleSetEvent } from './events.js';
import type { RuleSetFacts } from './rule-set-facts.js';
import type { RuleSetState } from './state.js';

/** Decides on the confirmation of a proposal. */
export function decideConfirmation({ data: { hash } }: ConfirmRuleSet, state: RuleSetState, facts: RuleSetFacts): Decision<RuleSetEvent> {
  const proposal = proposalOf(state, hash);
  if (proposal === undefined) return notProposed(state, hash);
  const { set, proposedBy } = proposal;
  if (proposedBy === facts.by) return refuse('rule-set.same-person', 'Who confirms a set is who proposed it.', 'Have a second person confirm it.');
  const refusal = weekMoved(set, state) ?? published(set, state, facts);
  // What it blames is not in this payload.
  if (refusal !== null) return { ...refusal, pointer: '/hash' };
  return accept([{ type: 'RuleSetConfirmed', data: { effectiveOn: facts.today, hash, set, proposedBy, confirmedBy: facts.by } }]);
}
