import { saudizationWeekRecord } from '../../domain/entity/record-type.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import {
  confirmRuleSet,
  proposeRuleSet,
  withdrawRuleSet,
  type ConfirmRuleSet,
  type ProposeRuleSet,
  type WithdrawRuleSet,
} from '../../domain/rule-set/commands.js';
import { decideConfirmation } from '../../domain/rule-set/decide-confirmation.js';
import { decideProposal, decideWithdrawal, proposalOf } from '../../domain/rule-set/decide-proposal.js';
import type { RuleSetEvent } from '../../domain/rule-set/events.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { ruleSetRecord } from '../../domain/rule-set/record-type.js';
import type { RuleSetFacts } from '../../domain/rule-set/rule-set-facts.js';
import type { RuleSetState } from '../../domain/rule-set/state.js';
import { weekEnd } from '../../domain/saudization/method.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { defineCommand, type AnyCommandDefinition, type OwnFacts, type RecordReader } from './definition.js';
import { department } from './on-behalf.js';
import { hashOfRuleSet } from './rule-set-hash.js';

const register = { record: ruleSetRecord, policy: 'commands.ruleSet', onBehalfOf: [department], kind: 'change' } as const;

/** Whether the week of the set's first day is closed is asked of that week's own stream. */
async function factsOf(set: RuleSet | undefined, state: RuleSetState, reader: RecordReader): Promise<OwnFacts<RuleSetFacts>> {
  if (set === undefined) return { hash: '', weekClosed: false };
  const week = parseStream(weekStream(weekEnd(ruleSetOn(state, set.from), set.from)));
  if (week === undefined) throw new Error('a week has no stream');
  return { hash: hashOfRuleSet(set), weekClosed: (await reader.read(saudizationWeekRecord, week.id)).exists };
}

/** Every command on the register of rule sets. */
export const ruleSetCommands: readonly AnyCommandDefinition[] = [
  defineCommand<ProposeRuleSet, RuleSetState, RuleSetEvent, RuleSetFacts>({
    ...register,
    name: 'ProposeRuleSet',
    summary: 'Proposes a whole rule set of Saudization.',
    action: 'proposals',
    schema: proposeRuleSet,
    facts: ({ set }, state, reader) => factsOf(set, state, reader),
    decide: decideProposal,
  }),
  defineCommand<ConfirmRuleSet, RuleSetState, RuleSetEvent, RuleSetFacts>({
    ...register,
    name: 'ConfirmRuleSet',
    summary: 'Adopts a proposed rule set, by a second person.',
    action: 'confirmations',
    schema: confirmRuleSet,
    facts: ({ hash }, state, reader) => factsOf(proposalOf(state, hash)?.set, state, reader),
    decide: decideConfirmation,
  }),
  defineCommand<WithdrawRuleSet, RuleSetState, RuleSetEvent, RuleSetFacts>({
    ...register,
    name: 'WithdrawRuleSet',
    summary: 'Takes a proposed rule set back.',
    action: 'withdrawals',
    schema: withdrawRuleSet,
    facts: ({ hash }, state, reader) => factsOf(proposalOf(state, hash)?.set, state, reader),
    decide: decideWithdrawal,
  }),
];
