import type { RecordType } from '../ledger/record-type.js';
import { ruleSetEvents, type RuleSetEvent } from './events.js';
import { evolveRuleSets } from './evolve.js';
import { RULE_SETS_ID } from './register.js';
import { noRuleSets, type RuleSetState } from './state.js';

/** The register of rule sets: one record, there from the start with the built-in set in it. */
export const ruleSetRecord: RecordType<RuleSetState, RuleSetEvent> = {
  category: 'ruleSet',
  path: 'rule-sets',
  register: RULE_SETS_ID,
  events: ruleSetEvents,
  initial: noRuleSets,
  evolve: evolveRuleSets,
  exists: ({ told }) => told,
  status: ({ proposed }) => (proposed.length > 0 ? 'proposed' : 'settled'),
  deadlines: () => null,
  sweeps: {},
};
