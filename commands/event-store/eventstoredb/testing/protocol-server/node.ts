// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a call meets its node's faults first, then the question who leads, then the log.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { status, type Metadata, type sendUnaryData, type ServiceError } from '@grpc/grpc-js';
import { Unforeseen } from './append-request.js';
import { mayAccess, userOf, type Operation, type Users } from './access.js';
import { accessDenied, callError, noRoom, notLeader, notReady, unforeseen } from './call-errors.js';
import type { Cluster } from './cluster.js';
import type { Expected } from './commit-check.js';
import { Faults, type Method } from './faults.js';
import type { NodeLog, WriteOutcome } from './node-log.js';
import type { ProposedEvent } from './stored-event.js';

/** What an append came to, that it was not committed in time, or that the node knows no leader that could take it. */
export type AppendOutcome = Exclude<WriteOutcome, { kind: 'dropped' }> | { readonly kind: 'timeout' } | { readonly kind: 'not-ready' };

/** One node: its faults and its place in a cluster. */
export class Node {
  readonly id = randomUUID();
  port = 0;
  alive = false;
  private readonly open = new Set<(error: ServiceError) => void>();
  private readonly writes = new Set<Promise<unknown>>();

  constructor(
    readonly cluster: Cluster<Node>,
    readonly faults = new Faults(),
    /** With users it asks who calls, and heeds the rules; without, nobody is asked, as in insecure mode. */
    readonly users?: Users,
  ) {
    cluster.nodes.push(this);
  }

  /** A node with users is reached by TLS alone, since passwords are sent to it. */
  get tls(): boolean {
    return this.users !== undefined;
  }

  get log(): NodeLog {
    return this.cluster.log;
  }

  /** Whether a call is to be left without an answer. */
  isSilent(method: Method): boolean {
    const silent = this.faults.settings.silent.includes(method);
    if (silent) this.faults.silenced += 1;
    return silent;
  }

  /** Tells how a call that stays open is ended by force. Gives how to forget it. */
  onStop(end: (error: ServiceError) => void): () => void {
    this.open.add(end);
    return () => this.open.delete(end);
  }

  /** Appends that are not committed yet. */
  get pendingAppends(): number {
    return this.writes.size;
  }

  /** Forgets the appends under way, as a killed node does. */
  forgetWrites(): void {
    this.writes.clear();
  }

  /** Waits for the appends under way and ends all open calls, as a node that is told to stop does. */
  async drain(): Promise<void> {
    await Promise.allSettled(this.writes);
    for (const end of this.open) end(callError(status.INTERNAL, 'Received RST_STREAM with code 0 (Call ended without gRPC status)'));
    this.open.clear();
  }

  /** Whether the caller may do that to a stream. Throws the call's error for one who is not who he says. */
  may(metadata: Metadata, operation: Operation, stream: string): boolean {
    return this.users === undefined || mayAccess(this.log.index, userOf(this.users, metadata), operation, stream);
  }

  /** Refuses a call to whom may not do that to a stream. */
  allow(metadata: Metadata, operation: Operation, stream: string): void {
    if (!this.may(metadata, operation, stream)) throw accessDenied();
  }

  /** Refuses a call that asks for the leader when this node does not lead. */
  needLeader(metadata: Metadata): void {
    this.passOn(metadata);
    if (metadata.get('requires-leader')[0] === 'true' && this.leader === undefined) throw notReady();
  }

  /** Refuses a call that asks for the leader when another node is known to lead. */
  passOn(metadata: Metadata): void {
    if (metadata.get('requires-leader')[0] !== 'true') return;
    const { notLeader: told } = this.faults.settings;
    if (told !== undefined) throw notLeader(told);
    const { leader } = this;
    if (leader !== undefined && leader !== this) throw notLeader({ host: '127.0.0.1', port: leader.port });
  }

  /** Who leads, for all that this node knows. One that is elected answers reads as the leader before it is one. */
  private get leader(): Node | undefined {
    return this.faults.settings.cutOff ? undefined : (this.cluster.leader ?? this.cluster.elected);
  }

  /** Answers a call that has one answer. What `work` throws is the call's error. */
  answer<T>(method: Method, answer: sendUnaryData<T>, work: () => Promise<T> | T): void {
    if (this.isSilent(method)) return;
    void (async () => {
      try {
        const value = await work();
        if (this.faults.settings.loseAcks && method === 'Append') return;
        await this.delay();
        answer(null, value);
      } catch (error) {
        await this.delay();
        answer(asCallError(error));
      }
    })();
  }

  /** Waits as long as the faults say, before anything is answered. */
  async delay(): Promise<void> {
    const { answerDelayMs } = this.faults.settings;
    if (answerDelayMs > 0) await sleep(answerDelayMs);
  }

  /** Appends through whoever leads. A write that is not committed within `timeoutMs` may be stored all the same. */
  async append(stream: string, expected: Expected, events: readonly ProposedEvent[], timeoutMs: number): Promise<AppendOutcome> {
    const { diskFull, dropRepeats, cutOff } = this.faults.settings;
    if (diskFull) throw noRoom();
    if (cutOff || this.cluster.leader === undefined) return { kind: 'not-ready' };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve({ kind: 'timeout' }), timeoutMs);
      const written = this.log.append(stream, expected, events);
      this.writes.add(written);
      void written.catch(() => undefined).then(() => this.writes.delete(written));
      written.then((outcome) => {
        if (outcome.kind === 'dropped' || (outcome.kind === 'repeated' && dropRepeats)) return;
        clearTimeout(timer);
        resolve(outcome);
      }, reject);
    });
  }
}

/** An error as a call's status: what the server did not foresee has one text. */
export function asCallError(error: unknown): ServiceError {
  if (error instanceof Error && 'code' in error && 'metadata' in error) return error as ServiceError;
  if (error instanceof Unforeseen) return unforeseen();
  return Object.assign(unforeseen(), { cause: error });
}
