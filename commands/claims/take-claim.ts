import { claimHolderOf, type ClaimNeed } from '../../domain/ledger/claim-kind.js';
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream, WrongRevision, type EventStore, type ExpectedRevision } from '../../domain/ledger/event-store.js';
import { ClaimTaken } from '../../domain/ledger/ledger-events.js';
import { parseStream, streamOf } from '../../domain/ledger/stream-name.js';
import { appendSettled } from '../handler/append-settled.js';
import { eventId } from '../handler/ids.js';
import type { LoadedRecord, LoadRecord } from '../handler/loaded-record.js';
import { fenceCommand } from './fence-command.js';
import { placeIsHeld } from './place-is-held.js';
import { eventMetadata, type SharedMetadata } from '../handler/metadata.js';

/** How long a claim whose command wrote nothing keeps its place, by wall clock, also under an imported file's clock. */
export const CLAIM_SLEEP_MS = 30_000;

export type ClaimOutcome =
  | { readonly kind: 'taken' }
  /** A living holder has the place. */
  | { readonly kind: 'refused'; readonly holderStream: string }
  /** A holder that has not written yet may still do so. */
  | { readonly kind: 'held'; readonly retryAfterSeconds: number };

/** Appends a claim at a revision; throws WrongRevision on a conflict that it knows of. */
export type AppendClaim = (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]) => Promise<unknown>;

/** What claims are taken with. */
export interface ClaimParts {
  readonly store: EventStore;
  readonly wallClock: () => Date;
  readonly appendClaim?: AppendClaim;
}

interface Holding {
  readonly holderCommandId: string;
  readonly holderStream: string;
  readonly holderRevision: number;
  readonly takenAt: string;
}

/**
 * Law: of all commands that need one place, at most one appends to its record while the place is held.
 * The claim stream names the holder; who finds it ended takes over in one append at an exact revision; who
 * finds it asleep fences it first, at the very revision it was going to write.
 */
export async function takeClaim(
  { store, wallClock, appendClaim = (stream, expected, events) => appendSettled(store, stream, expected, events) }: ClaimParts,
  load: LoadRecord,
  need: ClaimNeed,
  holder: { commandId: string; stream: string; revision: number },
  shared: SharedMetadata,
  effectiveOn: string,
): Promise<ClaimOutcome> {
  const stream = claimStreamOf(need);
  for (;;) {
    const events = await readWholeStream(store, stream);
    const current = holdingOf(events);
    if (current !== undefined) {
      if (current.holderCommandId === holder.commandId && current.holderRevision === holder.revision) return { kind: 'taken' };
      if (current.holderStream !== holder.stream) {
        const blocked = await freeIfOver(store, load, need, current, holder.stream, shared, effectiveOn, wallClock);
        if (blocked !== undefined) return blocked;
      }
    }
    const taken: NewEvent = {
      id: eventId(holder.commandId, stream, events.length),
      type: ClaimTaken.type,
      data: {
        effectiveOn,
        holderCommandId: holder.commandId,
        holderStream: holder.stream,
        holderRevision: holder.revision,
        takenAt: wallClock().toISOString(),
      },
      metadata: eventMetadata(shared, ClaimTaken.version, []),
    };
    try {
      await appendClaim(stream, events.length === 0 ? 'no-stream' : events.length - 1, [taken]);
      return { kind: 'taken' };
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
    }
  }
}

/** The stream in which a place is claimed. */
export function claimStreamOf({ kind, about }: ClaimNeed): string {
  return streamOf(kind.category, about);
}

/** The claim that stands at the end of a claim stream, if it was not released. */
function holdingOf(events: readonly RecordedEvent[]): Holding | undefined {
  const last = events.at(-1);
  return last?.type === ClaimTaken.type ? (last.data as unknown as Holding) : undefined;
}

/** Whether a living record other than the taker holds the place now. Takes nothing: who needs several places asks first. */
export async function isPlaceHeld(store: EventStore, load: LoadRecord, need: ClaimNeed, taker: string): Promise<boolean> {
  const current = holdingOf(await readWholeStream(store, claimStreamOf(need)));
  if (current === undefined || current.holderStream === taker) return false;
  const named = holderOf(need, current);
  const record = await load(claimHolderOf(need.kind, named.category).holder, named.id);
  return record.exists && (await placeIsHeld(load, need, named, taker));
}

function holderOf(need: ClaimNeed, current: Holding): { readonly category: string; readonly id: string } {
  const named = parseStream(current.holderStream);
  if (named === undefined) throw new Error(`claim on ${need.kind.category} names ${current.holderStream}`);
  return named;
}

/** Undefined when the place is free to take over; otherwise why it is not. */
async function freeIfOver(
  store: EventStore,
  load: LoadRecord,
  need: ClaimNeed,
  current: Holding,
  taker: string,
  shared: SharedMetadata,
  effectiveOn: string,
  wallClock: () => Date,
): Promise<ClaimOutcome | undefined> {
  const named = holderOf(need, current);
  const { holder } = claimHolderOf(need.kind, named.category);
  const ifHeld = async (record: LoadedRecord<unknown>): Promise<ClaimOutcome | undefined> =>
    record.exists && (await placeIsHeld(load, need, named, taker)) ? { kind: 'refused', holderStream: current.holderStream } : undefined;
  const record = await load(holder, named.id);
  const held = await ifHeld(record);
  const mayStillWrite = record.revision < current.holderRevision;
  if (held !== undefined || !mayStillWrite) return held;
  const asleepFor = wallClock().getTime() - Date.parse(current.takenAt);
  if (asleepFor < CLAIM_SLEEP_MS) {
    return { kind: 'held', retryAfterSeconds: Math.max(1, Math.ceil((CLAIM_SLEEP_MS - asleepFor) / 1000)) };
  }
  await fenceCommand(store, current.holderStream, current.holderRevision, current.holderCommandId, shared, effectiveOn);
  // What stands at that revision now may be no fence but the holder's own event, written at the last moment.
  return ifHeld(await load(holder, named.id));
}
