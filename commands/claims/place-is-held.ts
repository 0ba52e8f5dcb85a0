import { claimHolderOf, type ClaimKind } from '../../domain/ledger/claim-kind.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { LoadRecord } from '../handler/load-record.js';

/**
 * Law: a place that was handed on is held by the last record of the chain, begun or not yet. It is never held
 * against the record that it was handed to (`taker`, a stream name).
 */
export async function placeIsHeld(
  load: LoadRecord,
  kind: ClaimKind,
  first: { readonly category: string; readonly id: string },
  taker: string,
): Promise<boolean> {
  for (let at = first; ; ) {
    if (streamOf(at.category, at.id) === taker) return false;
    const { holder, ended, successor } = claimHolderOf(kind, at.category);
    const record = await load(holder, at.id);
    if (!record.exists) return at !== first;
    const next = successor?.(record.state) ?? null;
    if (next === null) return !ended(record.state);
    at = next;
  }
}
