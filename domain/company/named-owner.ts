// Law: a human owner's name and numbers are sealed under the directory id that the event names openly; a legal owner is open.
import type { DecisionFacts } from '../ledger/decider.js';
import { sealedName } from '../employee/sealed-name.js';
import type { OwnerInput } from './commands.js';
import type { Owner } from './owner.js';

/** What an event carries of the owner its command named. `ownerId` names the subject of the sealed part. */
export interface NamedOwner {
  readonly open: { readonly owner: Owner; readonly ownerId: string | null };
  readonly sealed: { readonly personal?: { readonly ownerId: ReturnType<typeof sealedHuman> } };
}

/** The sealed set of a human who is named in a company's event. */
export function sealedHuman(human: Pick<Extract<OwnerInput, { kind: 'natural' }>, 'name' | 'identifiers'>) {
  return { name: sealedName(human.name), identifiers: human.identifiers };
}

/** The owner of a command as its event carries him. Throws when the directory was not asked for a human: a defect of the caller. */
export function namedOwner(input: OwnerInput, facts: DecisionFacts): NamedOwner {
  if (input.kind === 'legal') {
    const { kind, unifiedNumber, name } = input;
    return { open: { owner: { kind, unifiedNumber, name }, ownerId: null }, sealed: {} };
  }
  const ownerId = facts.people['owner'];
  if (ownerId === undefined) throw new Error('the owner was not looked up in the directory');
  return {
    open: { owner: { kind: 'natural', personId: ownerId }, ownerId },
    sealed: { personal: { ownerId: sealedHuman(input) } },
  };
}
