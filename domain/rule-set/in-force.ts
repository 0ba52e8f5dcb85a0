// Law: on each day one rule set holds: of those adopted the one that began last, of two that began together the one adopted last; before all of them the built-in one.
import { nitaqat2026 } from '../saudization/nitaqat-2026.js';
import type { RuleSet } from '../saudization/rule-set.js';
import type { IsoDate } from '../standards/calendar.js';
import { evolveRuleSets } from './evolve.js';
import type { RuleSetEvent } from './events.js';
import { noRuleSets, type RuleSetState } from './state.js';

/** The rule set that holds on a day. */
export function ruleSetOn({ adopted }: Pick<RuleSetState, 'adopted'>, day: IsoDate): RuleSet {
  let found = nitaqat2026;
  for (const { set } of adopted) {
    if (set.from > day) continue;
    // The built-in set gives way to any: it is what holds where nothing was adopted.
    if (found === nitaqat2026 || set.from >= found.from) found = set;
  }
  return found;
}

/** The rule set that holds on a day, from the events of the register in their order. */
export function ruleSetInForce(events: Iterable<RuleSetEvent>, day: IsoDate): RuleSet {
  let state = noRuleSets;
  for (const event of events) state = evolveRuleSets(state, event);
  return ruleSetOn(state, day);
}
