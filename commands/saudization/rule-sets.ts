// Law: which rule set a week is judged by is a fold of the register’s events, as far as they were read.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { ruleSetEvents, type RuleSetEvent } from '../../domain/rule-set/events.js';
import { evolveRuleSets } from '../../domain/rule-set/evolve.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { ruleSetRecord } from '../../domain/rule-set/record-type.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { noRuleSets } from '../../domain/rule-set/state.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import type { IsoDate } from '../../domain/standards/calendar.js';

const stream = streamOf(ruleSetRecord.category, RULE_SETS_ID);
const types: ReadonlySet<string> = new Set(ruleSetEvents.map(({ type }) => type));

/** Rule sets as far as their events were told. */
export interface FollowedRuleSets {
  /** Takes in an event; one that was taken in before changes nothing. */
  apply(event: RecordedEvent): void;
  on(day: IsoDate): RuleSet;
}

/** Follows the register from its beginning. */
export function followRuleSets(registry: Pick<EventRegistry, 'decode'>): FollowedRuleSets {
  let state = noRuleSets;
  let revision = -1;
  return {
    apply(event) {
      if (event.stream !== stream || !types.has(event.type) || event.revision <= revision) return;
      state = evolveRuleSets(state, registry.decode(event) as RuleSetEvent);
      revision = event.revision;
    },
    on: (day) => ruleSetOn(state, day),
  };
}
