// Law: a rule set is proposed whole and sound, under a name of its own, and from a day on which nothing is published yet.
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import { nitaqat2026 } from '../saudization/nitaqat-2026.js';
import { weekEnd } from '../saudization/method.js';
import { ruleSetFaults } from '../saudization/rule-set-faults.js';
import type { RuleSet } from '../saudization/rule-set.js';
import type { ProposeRuleSet, WithdrawRuleSet } from './commands.js';
import type { RuleSetEvent } from './events.js';
import { ruleSetOn } from './in-force.js';
import type { RuleSetFacts } from './rule-set-facts.js';
import type { ProposedRuleSet, RuleSetState } from './state.js';

/** Proposals that may wait at a time: each is held whole. */
const MOST_OPEN = 20;

/** Decides on a proposal. */
export function decideProposal({ data: { set } }: ProposeRuleSet, state: RuleSetState, facts: RuleSetFacts): Decision<RuleSetEvent> {
  const { hash, today, by, human } = facts;
  const [first, ...more] = ruleSetFaults(set);
  if (first !== undefined) {
    const others = more.length === 0 ? '' : ` (${more.length} more)`;
    return refuse('rule-set.unsound', `${first.field}: ${first.fault}${others}.`, 'Mend the set; its check tells every fault.', { pointer: `/set/${first.field}` });
  }
  const known = [...state.proposed, ...state.adopted];
  if (known.some((one) => one.hash === hash)) return refuse('rule-set.known', 'This very set is proposed or adopted already.', 'Confirm it, or propose another.', { pointer: '/set' });
  const named = [nitaqat2026, ...known.map((one) => one.set)].some(({ name, version }) => name === set.name && version === set.version);
  if (named) return refuse('rule-set.version-taken', `There is another set ${set.name} of version ${set.version}.`, 'Give it a version of its own.', { pointer: '/set/version' });
  if (state.proposed.length >= MOST_OPEN) return refuse('rule-set.too-many', `${MOST_OPEN} proposals wait already.`, 'Confirm or withdraw one of them.');
  return weekMoved(set, state) ?? published(set, state, facts) ?? accept([{ type: 'RuleSetProposed', data: { effectiveOn: today, hash, set, proposedBy: by, proposedByHuman: human } }]);
}

/** Decides on the taking back of a proposal; anyone who may propose may. */
export function decideWithdrawal({ data: { hash, reason } }: WithdrawRuleSet, state: RuleSetState, { today, by }: RuleSetFacts): Decision<RuleSetEvent> {
  if (proposalOf(state, hash) === undefined) return notProposed(state, hash);
  return accept([{ type: 'RuleSetWithdrawn', data: { effectiveOn: today, hash, reason, withdrawnBy: by } }]);
}

/** The proposal that a hash names. */
export function proposalOf({ proposed }: RuleSetState, hash: string): ProposedRuleSet | undefined {
  return proposed.find((one) => one.hash === hash);
}

/** Why nothing can be done to what a hash names. */
export function notProposed({ adopted }: RuleSetState, hash: string): Refused {
  const isAdopted = adopted.some((one) => one.hash === hash);
  return refuse('rule-set.not-proposed', isAdopted ? 'The set is adopted already.' : 'No set of this hash is proposed.', 'Name the hash of a set that waits.', { pointer: '/hash' });
}

/**
 * A refusal where the set’s weeks begin on another weekday than those of the set before it; null where they do not. Weeks are published one behind the
 * other, seven days each: one that is shorter would be no week of either set, and every band and gate would ask for weeks that nobody closes.
 */
export function weekMoved(set: RuleSet, state: RuleSetState): Refused | null {
  const { weekBegins } = ruleSetOn(state, set.from).window;
  if (set.window.weekBegins === weekBegins) return null;
  return refuse('rule-set.week-moved', `Weeks begin on weekday ${weekBegins} (0: Sunday) and are published so.`, 'Let its weeks begin on the same weekday.', { pointer: '/set/window/weekBegins' });
}

/** A refusal where the set would change what is published; null where it does not. */
export function published(set: RuleSet, state: RuleSetState, { today, weekClosed }: RuleSetFacts): Refused | null {
  const ends = weekEnd(ruleSetOn(state, set.from), set.from);
  if (ends >= today && !weekClosed) return null;
  return refuse('rule-set.day-published', `The week of its first day ${set.from} ended on ${ends}.`, 'Let it begin in a week that has not ended.', { pointer: '/set/from' });
}
