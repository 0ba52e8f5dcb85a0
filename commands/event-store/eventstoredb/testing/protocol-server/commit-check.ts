// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: only ids and the stream tell a repeat; the memory for `any` is empty after a start, an exact revision is looked up in the stream.
import { DELETED } from './stored-event.js';
import type { StreamIndex } from './stream-index.js';
import { isSoftDeleted } from './stream-metadata.js';

/** What a writer expects of the stream: a revision, or in words. */
export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

/** What is to be done with an append. */
export type CommitCheck =
  | { readonly kind: 'store'; readonly softDeleted: boolean }
  | { readonly kind: 'repeat'; readonly last: number }
  | { readonly kind: 'wrong-version' }
  | { readonly kind: 'deleted' };

/** Ids of recent events and where each was first stored: about as many as the real server's 8 MiB hold. */
export class RecentIds {
  private readonly known = new Map<string, { stream: string; revision: number }>();

  add(id: string, stream: string, revision: number): void {
    if (this.known.has(id)) return;
    this.known.set(id, { stream, revision });
    if (this.known.size <= 100_000) return;
    for (const oldest of this.known.keys()) return void this.known.delete(oldest);
  }

  revisionOf(id: string, stream: string): number | undefined {
    const found = this.known.get(id);
    return found?.stream === stream ? found.revision : undefined;
  }
}

/** Judges an append (or, without ids, a delete) by the stream as writers see it. */
export function checkCommit(
  index: StreamIndex,
  recent: RecentIds,
  stream: string,
  expected: Expected,
  ids: readonly string[],
): CommitCheck {
  const last = index.lastRevision(stream);
  if (last === DELETED) return { kind: 'deleted' };
  const softDeleted = isSoftDeleted(index.metadata(stream, 'writers'));
  if (expected === 'stream_exists') {
    if (softDeleted) return { kind: 'deleted' };
    if (last < 0 && index.lastRevision(`$$${stream}`) < 0) return { kind: 'wrong-version' };
  }
  if (expected === 'any' || expected === 'stream_exists') {
    const known = ids.map((id) => recent.revisionOf(id, stream));
    if (known[0] === undefined) return { kind: 'store', softDeleted };
    return known.includes(undefined) ? { kind: 'wrong-version' } : { kind: 'repeat', last: known.at(-1) ?? 0 };
  }
  const after = expected === 'no_stream' ? -1 : expected;
  if (after > last) return { kind: 'wrong-version' };
  if (after === last) return { kind: 'store', softDeleted };
  if (ids.length > 0 && ids.every((id, n) => index.eventAt(stream, after + 1 + n)?.id === id))
    return { kind: 'repeat', last: after + ids.length };
  const firstIsNew = ids.length > 0 && index.eventAt(stream, after + 1)?.id !== ids[0];
  return after === -1 && softDeleted && firstIsNew ? { kind: 'store', softDeleted } : { kind: 'wrong-version' };
}
