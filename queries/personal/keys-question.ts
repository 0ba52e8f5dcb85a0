// Law: whether people's keys still stand is asked of the vault for each answer anew, for all that come together by one statement; where one fell, none of these answers rests on it.
import type { SealedBox } from '../../domain/ledger/event.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { askInBatches } from '../../read-models/question-batches.js';

/** Whether the keys of all these boxes stand. Also false where only another's key fell who was asked about in the same statement. Throws what the vault throws. */
export type KeysStand = (boxes: readonly SealedBox[]) => Promise<boolean>;

/** The question over the vault. */
export function createKeysQuestion(vault: Pick<Vault, 'keysStand'>): KeysStand {
  const ask = askInBatches<readonly SealedBox[], boolean>(async (asked) => {
    const boxes: SealedBox[] = [];
    for (const some of asked) for (const box of some) boxes.push(box);
    const stand = await vault.keysStand(boxes);
    return () => stand;
  });
  return (boxes) => (boxes.length === 0 ? Promise.resolve(true) : ask(boxes, ''));
}
