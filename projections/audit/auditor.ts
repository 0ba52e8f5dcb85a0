// Law: the whole log is looked at, from its first event on; a fault is told and does not end the audit, an outage only makes it late.
import type { EventStore } from '../../domain/ledger/event-store.js';
import { ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { backoffDelay, infrastructureBackoff, pause } from '../engine/backoff.js';
import { checkContiguity, goOnFrom, initialContiguity, type ContiguityFault, type ContiguityState } from './contiguity.js';

/** The log ends before what was audited already: it was put back to an earlier copy, or is another one. */
export interface LogCutBack {
  readonly kind: 'log-cut-back';
  /** Up to where the audit had seen it. */
  readonly position: Position;
}

export type AuditFault = ContiguityFault | LogCutBack;

/** How far the audit has come. */
export interface AuditProgress {
  readonly position: Position;
  readonly events: number;
  readonly streams: number;
  /** Faults told so far. */
  readonly faults: number;
}

export interface AuditorOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly signal: AbortSignal;
  readonly onFault: (fault: AuditFault) => void;
  /** Hears after each page of the log. */
  readonly onProgress: (progress: AuditProgress) => void;
  /** Hears of every failure to read; it is tried again for ever. */
  readonly onError?: (error: unknown) => void;
}

export interface Auditor {
  /** Resolves once the signal came and the page in hand is done; never rejects unless a listener throws. */
  readonly ended: Promise<void>;
}

/** Starts the audit of a log: it follows until the signal. */
export function startAuditor(options: AuditorOptions): Auditor {
  return { ended: follow(options) };
}

async function follow({ store, signal, onFault, onProgress, onError = () => undefined }: AuditorOptions): Promise<void> {
  let state: ContiguityState = initialContiguity();
  let at: Position | undefined;
  let [events, faults, failures] = [0, 0, 0];
  const tell = (fault: AuditFault): void => {
    faults += 1;
    onFault(fault);
  };
  /** The next page; undefined at the subscription's end or failure. Listeners are called outside, so that their errors are not taken for the store's. */
  let pages: AsyncIterator<Awaited<ReturnType<EventStore['readAll']>>> | undefined;
  while (!signal.aborted) {
    let page;
    try {
      pages ??= store.subscribe(at, signal)[Symbol.asyncIterator]();
      page = (await pages.next()).value as Awaited<ReturnType<EventStore['readAll']>> | undefined;
    } catch (error) {
      pages = undefined;
      if (error instanceof ForeignPosition && at !== undefined) {
        tell({ kind: 'log-cut-back', position: at });
        [state, at, events] = [initialContiguity(), undefined, 0];
        continue;
      }
      if (!signal.aborted) onError(error);
    }
    if (page === undefined) {
      pages = undefined;
      failures += 1;
      await pause(backoffDelay(infrastructureBackoff, failures, Math.random()), signal);
      continue;
    }
    failures = 0;
    for (const event of page.events) {
      const next = checkContiguity(state, event);
      if (next.kind === 'contiguous') {
        state = next;
      } else {
        tell(next);
        state = goOnFrom(state, event);
      }
    }
    events += page.events.length;
    at = page.next;
    onProgress({ position: at, events, streams: state.revisions.size, faults });
  }
}
