import { randomBytes } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/canonical.js';
import { appendOneByOne } from '../../domain/ledger/append-in-order.js';
import {
  RefusedAppend,
  WrongRevision,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogPage,
  type OrderedAppend,
} from '../../domain/ledger/event-store.js';
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { comparePositions, ForeignPosition, makePosition, type Position } from '../../domain/ledger/position.js';

/** The event store port in memory, for tests of what stands behind it. */
export class MemoryEventStore implements EventStore {
  readonly logId: string;
  readonly #log: RecordedEvent[] = [];
  readonly #revisions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** Calls of `readAll` so far. */
  pagesRead = 0;

  constructor(logId = randomBytes(6).toString('hex')) {
    this.logId = logId;
  }

  #position(n: number): Position {
    return makePosition(this.logId, String(n).padStart(16, '0'));
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (events.length === 0) throw new RefusedAppend('nothing to append');
    const actual = this.#revisions.get(stream) ?? -1;
    const from = expected === 'no-stream' ? 0 : expected + 1;
    const standing = this.#log.filter(
      (event) => event.stream === stream && event.revision >= from && event.revision < from + events.length,
    );
    const last = standing.at(-1);
    if (last !== undefined && standing.length === events.length && standing.every((event, n) => event.id === events[n]?.id)) {
      return Promise.resolve({ revision: last.revision, position: last.position, repeated: true });
    }
    if (actual !== from - 1) return Promise.reject(new WrongRevision(stream, expected, actual));
    for (const [n, event] of events.entries()) {
      // A trip through JSON, as any real store makes it.
      const stored = JSON.parse(canonicalText(event as never)) as NewEvent;
      this.#log.push({ ...stored, stream, revision: from + n, position: this.#position(this.#log.length + 1) });
    }
    const revision = from + events.length - 1;
    this.#revisions.set(stream, revision);
    this.#wake();
    return Promise.resolve({ revision, position: this.#position(this.#log.length), repeated: false });
  }

  appendInOrder(appends: readonly OrderedAppend[]): Promise<readonly PromiseSettledResult<Appended>[]> {
    return appendOneByOne((stream, expected, events) => this.append(stream, expected, events), appends);
  }

  readStream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    return Promise.resolve(this.#log.filter((event) => event.stream === stream && event.revision >= from).slice(0, limit));
  }

  async readAll(after: Position | undefined, limit: number): Promise<LogPage> {
    this.pagesRead += 1;
    return await Promise.resolve(this.#page(after, limit));
  }

  #page(after: Position | undefined, limit: number): LogPage {
    const from = this.#indexAfter(after);
    const events = this.#log.slice(from, from + limit);
    return { events, next: events.at(-1)?.position ?? after ?? this.#position(0), end: from + events.length === this.#log.length };
  }

  #indexAfter(after: Position | undefined): number {
    if (after === undefined) return 0;
    if (comparePositions(after, this.#position(this.#log.length)) > 0) throw new ForeignPosition(`the log ends before ${after}`);
    return Number(after.slice(after.indexOf('.') + 1));
  }

  /** Takes the log back to its first events, as a restore from an earlier copy does. */
  putBack(events: number): void {
    for (const { stream, revision } of this.#log.splice(events)) {
      const standing = Math.min(revision - 1, this.#revisions.get(stream) ?? -1);
      if (standing < 0) this.#revisions.delete(stream);
      else this.#revisions.set(stream, standing);
    }
    this.#wake();
  }

  #wake(): void {
    const woken = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of woken) wake();
  }

  async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<LogPage> {
    let at = after;
    while (!signal.aborted) {
      const page = this.#page(at, 500);
      if (page.events.length > 0) {
        at = page.next;
        yield page;
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
      });
    }
  }

  head(): Promise<Position> {
    return Promise.resolve(this.#position(this.#log.length));
  }

  countAfter(after: Position | undefined): Promise<number> {
    return Promise.resolve(this.#log.length - this.#indexAfter(after));
  }

  /** The whole log. */
  get events(): readonly RecordedEvent[] {
    return this.#log;
  }
}
