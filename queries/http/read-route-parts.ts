import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Caller } from '../../domain/access/caller.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { EmployersSide } from '../own/employers-side.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { FollowerLimits } from './feed-routes.js';

/** How far the read models are, and waiting until they are farther. */
export interface ReadProgress {
  /** Waits at most so many milliseconds. Throws ForeignPosition for a position of another log. */
  waitFor(
    position: Position,
    names: readonly string[],
    deadlineMs: number,
  ): Promise<{ readonly reached: true } | { readonly reached: false; readonly behind: readonly string[] }>;
}

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
  /** Puts a read that goes on for long on record again, where its caller reads on record. Rejects when it cannot be: then nothing more may be shown. */
  readonly readAgain: (request: FastifyRequest) => Promise<void>;
  readonly now: () => Date;
  /** The day from which days are counted; the day of `now` in Asia/Riyadh unless given. */
  readonly today?: () => IsoDate;
  /** Aborted when the process stops: feeds that are being followed end. */
  readonly closing: AbortSignal;
  /** Limits of those who follow the feed, where they differ from the usual ones. */
  readonly followers?: Partial<FollowerLimits>;
}

/** The same, with what the routes share. */
export interface ReadTools extends ReadRouteParts {
  readonly open: BoxOpener;
  readonly employers: EmployersSide;
}
