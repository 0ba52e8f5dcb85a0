// Law: an append of unknown outcome is looked for at its revision before and after it is repeated, and repeated only as it was:
// never at another revision, where the server would store it a second time.
import { OutcomeUnknown, StoreUnavailable, WrongRevision } from '../../../domain/ledger/event-store.js';
import { doubled, pause } from '../pause.js';
import type { StorableAppend } from '../storable.js';
import type { AppendReply } from './append-reply.js';
import type { Place } from './log-place.js';
import type { RecordsReader } from './records-reader.js';

/** Events that stand at an append's revision with its ids. */
export interface FoundAppend {
  readonly kind: 'found';
  readonly revision: number;
  readonly place: Place;
}

/** What is known for certain of an append. */
export type CertainReply = Exclude<AppendReply, { readonly kind: 'unknown' }> | FoundAppend;

/**
 * The append as it stands in its stream; undefined when nothing stands at its revision.
 * Throws WrongRevision when something else does: then it never will. Rejects with StoreUnavailable.
 */
export async function findAppend(reader: RecordsReader, append: StorableAppend): Promise<FoundAppend | undefined> {
  const { stream, expected, events } = append;
  const records = await reader.stream(stream, expected + 1, events.length);
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const ours =
    records.length === events.length &&
    records.every(
      ({ record }, n) => record.getId()?.getString() === events[n]?.id && record.getStreamRevision() === String(expected + 1 + n),
    );
  if (ours) return { kind: 'found', revision: expected + events.length, place: last.place };
  const end = (await reader.streamEnd(stream)) ?? last;
  throw new WrongRevision(stream, expectedOf(append), Number(end.record.getStreamRevision()));
}

/**
 * Settles an append that was sent and not answered. Rejects with WrongRevision, or with OutcomeUnknown once its time is over.
 * @param send sends the same append again; rejects with StoreUnavailable when it was not sent.
 */
export async function settleUnknown(
  reader: RecordsReader,
  append: StorableAppend,
  { reason, withinMs, send }: { readonly reason: string; readonly withinMs: number; readonly send: () => Promise<AppendReply> },
): Promise<CertainReply> {
  const until = performance.now() + withinMs;
  let why = reason;
  for (let wait = 25; ; wait = doubled(wait, 1_000)) {
    try {
      const found = await findAppend(reader, append);
      if (found !== undefined) return found;
      if (performance.now() < until) {
        const reply = await send();
        if (reply.kind !== 'unknown') return reply;
        why = reply.reason;
        // A repeat that came while the first was being committed is dropped, and the first stored: look again at once.
        const committed = await findAppend(reader, append);
        if (committed !== undefined) return committed;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      why = error.message;
    }
    if (performance.now() + wait > until) throw new OutcomeUnknown(`the log did not answer in time: ${why}`);
    await pause(wait);
  }
}

/** The expected revision as the port names it. */
export function expectedOf(append: StorableAppend): 'no-stream' | number {
  return append.expected < 0 ? 'no-stream' : append.expected;
}
