// Law: every append of a flush gets its own certain answer, or OutcomeUnknown once sending the same again has settled nothing in time.
import { isRefusal } from '../../domain/ledger/append-in-order.js';
import { OutcomeUnknown, RefusedAppend, StoreUnavailable, WrongRevision } from '../../domain/ledger/event-store.js';
import type { Settled } from '../micro-batch/micro-batch.js';
import type { AppendAnswer, LogWriter } from './log-writer.js';
import { doubled, pause } from './pause.js';
import { pgFailure, sqlStateOf } from './pg-failure.js';
import type { StorableAppend } from './storable.js';

/** Where an append stands in the log. */
export interface StoredAt {
  readonly revision: number;
  readonly number: bigint;
  readonly repeated: boolean;
}

type Results = readonly Settled<StoredAt>[];

/**
 * Sends one flush and settles it. A lost connection leaves its outcome open: the same flush is sent again,
 * which is safe because each append repeats the same ids at the same exact revision.
 */
export async function settleFlush(writer: LogWriter, items: readonly StorableAppend[], settleWithinMs: number): Promise<Results> {
  const deadline = performance.now() + settleWithinMs;
  let mayBeStored = false;
  for (let wait = 20; ; wait = doubled(wait, 500)) {
    let failure: unknown;
    try {
      await writer.connect();
    } catch (error) {
      failure = error;
    }
    if (failure === undefined) {
      try {
        const answers = await writer.append(items);
        return items.map((item, n) => settled(item, answers[n]));
      } catch (error) {
        failure = error;
        const kind = pgFailure(error);
        if (kind === 'refused') return refusedFlush(writer, items, error, settleWithinMs);
        writer.drop();
        if (kind === 'lost') mayBeStored = true;
      }
    }
    // Never sent, or rolled back each time: nothing of this flush is stored.
    if (!mayBeStored) return all(items, new StoreUnavailable(`the log cannot append now: ${messageOf(failure)}`, { cause: failure }));
    if (performance.now() + wait > deadline) {
      return all(items, new OutcomeUnknown(`the log did not answer in time: ${messageOf(failure)}`, { cause: failure }));
    }
    await pause(wait);
  }
}

/** The server refused a value of some append in the flush: halves are sent alone until only the guilty one fails. */
async function refusedFlush(writer: LogWriter, items: readonly StorableAppend[], error: unknown, settleWithinMs: number): Promise<Results> {
  // The server's message may quote the value; its code does not.
  if (items.length === 1) return all(items, new RefusedAppend(`the log refused a value (SQLSTATE ${sqlStateOf(error) ?? 'none'})`));
  const middle = items.length >> 1;
  const first = await settleFlush(writer, items.slice(0, middle), settleWithinMs);
  const rest = items.slice(middle);
  if (first.some((one) => !one.ok && !isRefusal(one.error))) return [...first, ...all(rest, new StoreUnavailable('the log went away'))];
  return [...first, ...(await settleFlush(writer, rest, settleWithinMs))];
}

function settled(item: StorableAppend, answer: AppendAnswer | undefined): Settled<StoredAt> {
  if (answer === undefined) return { ok: false, error: new OutcomeUnknown('the log gave no answer for an append') };
  const { outcome, revision, number } = answer;
  switch (outcome) {
    case 'stored':
    case 'repeated':
      return { ok: true, value: { revision, number, repeated: outcome === 'repeated' } };
    case 'conflict':
      return { ok: false, error: new WrongRevision(item.stream, item.expected < 0 ? 'no-stream' : item.expected, revision) };
    default:
      throw new Error(`an outcome the log does not have: ${String(outcome satisfies never)}`);
  }
}

function all(items: readonly StorableAppend[], error: Error): Results {
  return items.map(() => ({ ok: false, error }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
