// Law: an append ends stored, refused, conflicting or never sent; one of unknown outcome is looked for and repeated, the same at
// the same revision, until it is one of these or its time is over.
import { RefusedAppend, StoreUnavailable, WrongRevision, type Appended } from '../../../domain/ledger/event-store.js';
import type { StorableAppend } from '../storable.js';
import type { AppendReply } from './append-reply.js';
import { expectedOf, findAppend, settleUnknown, type FoundAppend } from './append-settling.js';
import { BatchStream, type BatchCall } from './batch-stream.js';
import { unavailable } from './call-failure.js';
import { CallSlots } from './call-slots.js';
import type { Connection } from './connection.js';
import type { Deadlines } from './deadlines.js';
import type { EventStoreDbSettings } from './eventstoredb-settings.js';
import { LeaderGate } from './leader-gate.js';
import type { LogMemory } from './log-memory.js';
import { positionAt, type Place } from './log-place.js';
import type { RecordsReader } from './records-reader.js';

/** A call that cannot be opened is tried so often. */
const OPENINGS = 3;

export interface AppenderParts {
  readonly connection: Connection;
  readonly deadlines: Deadlines;
  readonly reader: RecordsReader;
  readonly settings: EventStoreDbSettings;
  /** Asks the leader for a sign of life, before the first append and after any trouble. Rejects while it gives none. */
  readonly probe: () => Promise<void>;
}

/** Appends over one batch call at a time. */
export class Appender {
  readonly #parts: AppenderParts;
  readonly #gate: LeaderGate;
  readonly #slots: CallSlots;
  #opening: Promise<BatchStream> | undefined;

  constructor(parts: AppenderParts) {
    const { probe, settings, deadlines } = parts;
    this.#parts = parts;
    this.#gate = new LeaderGate(probe, settings.awayMs);
    this.#slots = new CallSlots(
      {
        name: 'the log',
        most: settings.maxUnderWay,
        mostWeight: settings.maxUnderWayBytes,
        mostWaiting: settings.maxQueued,
        waitMs: settings.maxWaitMs,
      },
      deadlines,
    );
  }

  /** Appends that wait for others to be settled. */
  get queued(): number {
    return this.#slots.waiting;
  }

  /** A batch call to the leader, open. Rejects with StoreUnavailable. */
  async stream(): Promise<BatchStream> {
    for (let tries = 1; ; tries += 1) {
      await this.#gate.ready();
      const opening = (this.#opening ??= this.#open());
      let failure: unknown;
      try {
        const stream = await opening;
        if (stream.open) return stream;
      } catch (error) {
        failure = error;
      }
      // Others may have found the same before, and opened another meanwhile.
      if (this.#opening === opening) {
        this.#opening = undefined;
        this.#gate.trouble();
      }
      if (tries >= OPENINGS && failure !== undefined) throw unavailable('append', failure);
    }
  }

  /** Rejects with WrongRevision, RefusedAppend, StoreUnavailable or OutcomeUnknown, as the port has them. */
  append(logId: string, memory: LogMemory, append: StorableAppend): Promise<Appended> {
    return memory.once(append, () => this.#slots.run(append.bytes, () => this.#settle(logId, memory, append)));
  }

  /** Gives the call up; what is under way on it becomes unknown. */
  close(): void {
    this.#opening?.then(
      (stream) => stream.cancel(),
      () => undefined,
    );
  }

  async #settle(logId: string, memory: LogMemory, append: StorableAppend): Promise<Appended> {
    // What stood in the log before this was sent cannot be what it stored.
    const before = memory.highest;
    const { revision, place, repeated } = await this.#outcome(append);
    memory.saw(place);
    return { revision, position: positionAt(logId, place), repeated: repeated || place <= before };
  }

  async #outcome(append: StorableAppend): Promise<{ revision: number; place: Place; repeated: boolean }> {
    const { reader, settings } = this.#parts;
    const send = (): Promise<AppendReply> => this.#send(append);
    const first = await send();
    const reply =
      first.kind === 'unknown'
        ? await settleUnknown(reader, append, { reason: first.reason, withinMs: settings.settleWithinMs, send })
        : first;
    switch (reply.kind) {
      case 'found':
        return { ...reply, repeated: true };
      case 'stored':
        if (reply.place !== undefined) return { revision: reply.revision, place: reply.place, repeated: false };
        return this.#conflicting(append, reply.revision);
      case 'conflict':
        return this.#conflicting(append, reply.actual);
      case 'refused':
        throw new RefusedAppend(`the log refused the append: ${reply.reason}`);
      case 'denied':
        throw new StoreUnavailable(`the log cannot append now: ${reply.reason}`);
    }
  }

  /** The server judges by what it remembers; the stream itself has the last word. */
  async #conflicting(append: StorableAppend, actual: number): Promise<{ revision: number; place: Place; repeated: boolean }> {
    let found: FoundAppend | undefined;
    try {
      found = await findAppend(this.#parts.reader, append);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
    if (found === undefined) throw new WrongRevision(append.stream, expectedOf(append), actual);
    return { ...found, repeated: true };
  }

  async #send(append: StorableAppend): Promise<AppendReply> {
    const stream = await this.stream();
    const reply = await stream.send(append);
    if (!stream.open) this.#gate.trouble();
    return reply;
  }

  /** A call that stays silent costs the whole connection: what else is on it would wait for nothing. */
  async #open(): Promise<BatchStream> {
    const { connection, deadlines, settings } = this.#parts;
    const call = await connection.open<BatchCall>(settings.readTimeoutMs, (stub, args) => stub.batchAppend(...args));
    return new BatchStream(call, deadlines, settings.appendTimeoutMs, () => {
      this.#gate.trouble();
      connection.renew();
    });
  }
}
