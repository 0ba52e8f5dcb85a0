import { claimHolderOf, type ClaimNeed } from '../../domain/ledger/claim-kind.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { LoadRecord } from '../handler/loaded-record.js';

/**
 * Law: a place that was handed on is held by the last record of the chain, begun or not yet. It is held neither
 * against the taker itself (a stream name) nor against who takes it from its very holder.
 */
export async function placeIsHeld(
  load: LoadRecord,
  { kind, from }: ClaimNeed,
  first: { readonly category: string; readonly id: string },
  taker: string,
): Promise<boolean> {
  for (let at = first; ;) {
    const stream = streamOf(at.category, at.id);
    if (stream === taker || stream === from) return false;
    const { holder, ended, successor } = claimHolderOf(kind, at.category);
    const record = await load(holder, at.id);
    if (!record.exists) return at !== first;
    const next = successor?.(record.state) ?? null;
    if (next === null) return !ended(record.state);
    at = next;
  }
}
