// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a write is judged against all writes before it, answered when it is durable, and seen by readers from then on.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkCommit, RecentIds, type Expected } from './commit-check.js';
import { openLogFile, type LogFile } from './log-file.js';
import { DELETED, recordBytes, ticksNow, type ProposedEvent, type StoredEvent, type StoredWrite } from './stored-event.js';
import { StreamIndex } from './stream-index.js';
import { isSoftDeleted, restoredMetadata, SOFT_DELETE } from './stream-metadata.js';

const FIRST_METADATA = '{"$maxAge":2592000,"$acl":{"$r":"$ops","$w":[],"$d":[],"$mr":[],"$mw":[]}}';

/** What became of a write. Revision -1 is a stream without events; a position is missing where the event is no longer readable. */
export type WriteOutcome =
  | { readonly kind: 'stored' | 'repeated'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly actual: number }
  | { readonly kind: 'deleted' }
  /** A repeat of a write that is not committed yet: the real server drops it without an answer. */
  | { readonly kind: 'dropped' };

/** The durable state of a node, or of all nodes of a cluster. */
export class NodeLog {
  readonly index = new StreamIndex();
  private readonly recent = new RecentIds();
  private held: Promise<void> | undefined;
  private abandoned = false;

  private constructor(
    private readonly file: LogFile,
    private readonly commitDelayMs: () => number,
    private readonly broken: (error: unknown) => void,
  ) {}

  /**
   * Opens the log of a folder (made when missing).
   * @param commitDelayMs how long each write is held before it is made durable, asked for each
   * @param broken called when the file cannot be written: like the real server, the node is then to go
   */
  static async open(folder: string, commitDelayMs: () => number, broken: (error: unknown) => void): Promise<NodeLog> {
    await mkdir(folder, { recursive: true });
    const { file, writes } = await openLogFile(join(folder, 'log'));
    const log = new NodeLog(file, commitDelayMs, broken);
    for (const write of writes) log.index.add(write);
    log.index.commit(log.index.end);
    if (writes.length === 0) await log.store([log.proposal('$$$scavenges', '$metadata', FIRST_METADATA)]);
    return log;
  }

  /** Appends events to a stream, all or none. Resolves when they are durable. */
  async append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Promise<WriteOutcome> {
    const ids = events.map(({ id }) => id);
    const check = checkCommit(this.index, this.recent, stream, expected, ids);
    const last = this.index.lastRevision(stream);
    switch (check.kind) {
      case 'deleted':
        return { kind: 'deleted' };
      case 'wrong-version':
        return { kind: 'wrong-version', actual: last };
      case 'repeat':
        return this.repeated(stream, check.last);
      case 'store':
        break;
    }
    const proposals = events.map((event) => ({ stream, event }));
    const restored = this.restored(stream, check.softDeleted, last + 1, events.at(-1));
    const at = await this.store([...proposals, ...restored], stream, events.length);
    return { kind: 'stored', revision: last + events.length, position: at };
  }

  /** Deletes a stream: softly, by its metadata, or for ever by a tombstone. */
  async delete(stream: string, expected: Expected, forEver: boolean): Promise<WriteOutcome> {
    const check = checkCommit(this.index, this.recent, stream, expected, []);
    const actual = this.index.lastRevision(stream);
    if (check.kind === 'deleted') return { kind: 'deleted' };
    if (check.kind !== 'store' || (!forEver && actual === -1)) return { kind: 'wrong-version', actual };
    const record = forEver ? this.proposal(stream, '$streamDeleted', '', false) : this.proposal(`$$${stream}`, '$metadata', SOFT_DELETE);
    return { kind: 'stored', revision: forEver ? DELETED : actual, position: await this.store([record]) };
  }

  /** Closes the file when what is under way is durable. */
  async close(): Promise<void> {
    await this.held;
    await this.file.close();
  }

  /** Closes the file and forgets the writes that are still held back: what a killed process does. */
  async abandon(): Promise<void> {
    this.abandoned = true;
    await this.file.close();
  }

  private repeated(stream: string, revision: number): WriteOutcome {
    const event = this.index.eventAt(stream, revision);
    if (event === undefined || event.at >= this.index.committedEnd) return { kind: 'dropped' };
    const { truncateBefore = 0 } = this.index.metadata(stream, 'writers');
    return { kind: 'repeated', revision, position: revision < truncateBefore ? undefined : event.at };
  }

  /** The metadata that brings a softly deleted stream back. */
  private restored(stream: string, softDeleted: boolean, from: number, last: ProposedEvent | undefined): Proposal[] {
    if (softDeleted) return [this.proposal(`$$${stream}`, '$metadata', restoredMetadata(this.index.rawMetadata(stream), from))];
    if (!stream.startsWith('$$')) return [];
    const original = stream.slice(2);
    if (!isSoftDeleted(this.index.metadata(original, 'writers'))) return [];
    return [this.proposal(stream, '$metadata', restoredMetadata(last?.data, this.index.lastRevision(original) + 1))];
  }

  private proposal(stream: string, type: string, text: string, json = true): Proposal {
    return { stream, event: { id: randomUUID(), type, json, data: Buffer.from(text), metadata: new Uint8Array() } };
  }

  /** Stores one write and gives the position of its `count`th event, or its own when it has none. */
  private async store(proposals: readonly Proposal[], stream = '', count = proposals.length): Promise<number> {
    const at = this.index.end;
    const revisions = new Map<string, number>();
    const events: StoredEvent[] = [];
    let end = at;
    if (count === 0) end += recordBytes(stream);
    for (const proposal of proposals) {
      const next = (revisions.get(proposal.stream) ?? this.index.lastRevision(proposal.stream)) + 1;
      revisions.set(proposal.stream, next);
      const revision = proposal.event.type === '$streamDeleted' && proposal.event.data.length === 0 ? DELETED : next;
      events.push({ at: end, stream: proposal.stream, revision, created: ticksNow(), ...proposal.event });
      end += recordBytes(proposal.stream, proposal.event);
    }
    const write: StoredWrite = { at, end, events };
    this.index.add(write);
    for (const { id, stream: name, revision } of events) this.recent.add(id, name, revision);
    try {
      await this.durable(write);
    } catch (error) {
      this.broken(error);
      // Nothing more is said by a node that is gone.
      return new Promise<never>(() => undefined);
    }
    this.index.commit(end);
    return events[count - 1]?.at ?? at;
  }

  private durable(write: StoredWrite): Promise<void> {
    const delay = this.commitDelayMs();
    if (delay === 0 && this.held === undefined) return this.file.append(write);
    const due = Date.now() + delay;
    const held = (this.held ?? Promise.resolve()).then(async () => {
      await sleep(Math.max(0, due - Date.now()), undefined, { ref: false });
      if (this.abandoned) return new Promise<never>(() => undefined);
      return this.file.append(write);
    });
    this.held = held;
    const over = (): void => {
      if (this.held === held) this.held = undefined;
    };
    held.then(over, over);
    return held;
  }
}

interface Proposal {
  readonly stream: string;
  readonly event: ProposedEvent;
}
