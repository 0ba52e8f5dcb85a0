// Law: after a copy both logs hold the same events in the same order, shown by count and digest, or the copy says what stands in its way.
import type { EventStore } from '../../domain/ledger/event-store.js';
import { comparePositions, type Position } from '../../domain/ledger/position.js';
import { ledgerIdOf } from '../founding/found-ledger.js';
import { copyEvents } from './copy-events.js';
import { CopyRefused } from './copy-refused.js';
import { digestLog, type LogDigest } from './log-digest.js';
import { findResumePoint } from './resume-point.js';

/** The work of a copy, in its order; each ends before the next begins. */
export type CopyStep = 'compared' | 'copied' | 'verified';

export interface CopyHooks {
  /** Hears of events as each step gets through them. */
  readonly onEvents?: (step: CopyStep, events: number) => void;
  /** Called when a step is done; `begun` when the target holds the first of what is copied. */
  readonly onStep?: (step: CopyStep | 'begun') => void;
  /** Ends the copy between two groups of events, to be gone on with later. */
  readonly signal?: AbortSignal;
}

/** A log of a copy as it was verified. */
export interface VerifiedLog extends LogDigest {
  readonly logId: string;
  /** The position of its last event. */
  readonly position: Position;
}

export interface CopyResult {
  readonly ledgerId: string;
  /** Events that the target held before. */
  readonly resumedAfter: number;
  /** Events that were written now. */
  readonly copied: number;
  readonly from: VerifiedLog;
  readonly to: VerifiedLog;
}

/**
 * Copies a ledger's log into another, or goes on with a copy that was cut short, and verifies it. Nobody may write to either meanwhile.
 * @throws CopyRefused when the target holds anything else, the source is empty, or somebody writes.
 */
export async function copyLog(source: EventStore, target: EventStore, { onEvents, onStep, signal }: CopyHooks = {}): Promise<CopyResult> {
  if (source.logId === target.logId) throw new CopyRefused('source and target are the same log');
  const ledgerId = await ledgerIdOf(source);
  if (ledgerId === null) throw new CopyRefused('the source is empty: there is nothing to copy');
  const resumed = await findResumePoint(source, target, (events) => onEvents?.('compared', events), signal);
  onStep?.('compared');
  let begun = false;
  const onStored = (events: number): void => {
    if (!begun) onStep?.('begun');
    begun = true;
    onEvents?.('copied', events);
  };
  const { events: copied, upTo } = await copyEvents(source, target, resumed.after, onStored, signal);
  onStep?.('copied');
  const [from, to] = await Promise.all([
    verified(source, (events) => onEvents?.('verified', events), signal),
    verified(target, () => undefined, signal),
  ]);
  await refuseGrown(source, upTo);
  if (from.events !== to.events || from.sha256 !== to.sha256) {
    throw new CopyRefused(
      `the logs differ: ${from.events} events with SHA-256 ${from.sha256} in the source, ${to.events} with ${to.sha256} in the target`,
    );
  }
  onStep?.('verified');
  return { ledgerId, resumedAfter: resumed.events, copied, from, to };
}

/** Throws CopyRefused when a log has grown past a position: somebody writes to it. */
export async function refuseGrown(source: EventStore, upTo: Position): Promise<void> {
  if (comparePositions(await source.head(), upTo) <= 0) return;
  throw new CopyRefused('the source grew while it was copied: stop the process that writes to it, and run the copy again');
}

async function verified(log: EventStore, onRead: (events: number) => void, signal: AbortSignal | undefined): Promise<VerifiedLog> {
  const digest = await digestLog(log, onRead, signal);
  return { logId: log.logId, position: await log.head(), ...digest };
}
