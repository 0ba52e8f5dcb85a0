import { unreachable } from '../ledger/exhaustive.js';
import type { RuleSetEvent } from './events.js';
import type { RuleSetState } from './state.js';

/** The register after an event. */
export function evolveRuleSets({ proposed, adopted }: RuleSetState, event: RuleSetEvent): RuleSetState {
  const { hash, effectiveOn } = event.data;
  const others = proposed.filter((one) => one.hash !== hash);
  switch (event.type) {
    case 'RuleSetProposed': {
      const { set, proposedBy, proposedByHuman } = event.data;
      return { told: true, proposed: [...others, { hash, set, proposedBy, proposedByHuman, proposedOn: effectiveOn }], adopted };
    }
    case 'RuleSetConfirmed':
      return { told: true, proposed: others, adopted: [...adopted, { hash, set: event.data.set, adoptedOn: effectiveOn }] };
    case 'RuleSetWithdrawn':
      return { told: true, proposed: others, adopted };
    default:
      return unreachable(event);
  }
}
