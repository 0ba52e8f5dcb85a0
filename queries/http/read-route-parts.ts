import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Caller } from '../../domain/access/caller.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { ReadProgress } from '../read-progress.js';
import type { FollowerLimits } from '../feed/follower-limits.js';

/** What the read side needs from outside. */
export interface ReadRouteParts {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly registry: EventRegistry;
  /** Connections to the read models. */
  readonly pool: Pool;
  readonly progress: ReadProgress;
  readonly records: readonly RecordType[];
  /** What the ledger tells of by itself: in feed and catalogue as records are. */
  readonly told: readonly RecordType[];
  /** The caller of a request whose token was verified. */
  readonly callerOf: (request: FastifyRequest) => Caller;
  /** Asks again who calls, for what goes on for long. Rejects once his token or his session is over: then nothing more may be shown. */
  readonly admitAgain: (request: FastifyRequest) => Promise<void>;
  /** Puts a read that goes on for long on record again, where its caller reads on record. Rejects when it cannot be: then nothing more may be shown. */
  readonly readAgain: (request: FastifyRequest) => Promise<void>;
  /** Calls once when the request of a reply is over: its answer is out, or its connection has ended. */
  readonly whenOver: (reply: FastifyReply, over: () => void) => void;
  readonly now: () => Date;
  /** The day from which days are counted; the day of `now` in Asia/Riyadh unless given. */
  readonly today?: () => IsoDate;
  /** Aborted when the process stops: feeds that are being followed end. */
  readonly closing: AbortSignal;
  /** Limits of those who follow the feed, where they differ from the usual ones. */
  readonly followers?: Partial<FollowerLimits>;
}

