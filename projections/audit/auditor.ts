// Law: the whole log is looked at, from its first event on; a fault is told and does not end the audit, an outage only makes it late.
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import { ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { backoffDelay, infrastructureBackoff, pause } from '../engine/backoff.js';
import { watchRecordedOrder, type ClockAnomaly } from './recorded-order.js';
import { checkContiguity, goOnFrom, initialContiguity, type ContiguityFault } from './contiguity.js';

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
  /** Clock anomalies told so far. */
  readonly clockAnomalies: number;
}

export interface AuditorOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly signal: AbortSignal;
  readonly onFault: (fault: AuditFault) => void;
  /** Hears of clocks that were set wrong: the log is whole all the same. */
  readonly onClockAnomaly?: (anomaly: ClockAnomaly) => void;
  /** The auditor's own clock, in milliseconds of the epoch. */
  readonly now?: () => number;
  /** Hears after each page of the log. */
  readonly onProgress: (progress: AuditProgress) => void;
  /** Hears of every failure to read; it is tried again for ever. */
  readonly onError?: (error: unknown) => void;
}

export interface Auditor {
  /** Resolves once the signal came and the page in hand is done; rejects only with what a listener threw. */
  readonly ended: Promise<void>;
}

/** Starts the audit of a log: it follows until the signal. */
export function startAuditor(options: AuditorOptions): Auditor {
  return { ended: follow(options) };
}

async function follow(options: AuditorOptions): Promise<void> {
  const { store, signal, onFault, onProgress, onError = () => undefined, onClockAnomaly = () => undefined, now = Date.now } = options;
  let state = initialContiguity();
  let clock = watchRecordedOrder(now);
  let [events, faults, clockAnomalies] = [0, 0, 0];
  const tell = (fault: AuditFault): void => {
    faults += 1;
    onFault(fault);
  };
  for await (const page of wholeLog(store, signal, onError)) {
    if ('kind' in page) {
      tell(page);
      state = initialContiguity();
      clock = watchRecordedOrder(now);
      events = 0;
      continue;
    }
    for (const event of page.events) {
      const next = checkContiguity(state, event);
      if (next.kind !== 'contiguous') tell(next);
      state = next.kind === 'contiguous' ? next : goOnFrom(state, event);
      const anomaly = clock(event);
      if (anomaly === undefined) continue;
      clockAnomalies += 1;
      onClockAnomaly(anomaly);
    }
    events += page.events.length;
    onProgress({ position: page.next, events, streams: state.revisions.size, faults, clockAnomalies });
  }
}

/** The log's pages from its first event on, until the signal; from the first again once it turns out to have been cut back. */
async function* wholeLog(
  store: Pick<EventStore, 'subscribe'>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): AsyncGenerator<LogPage | LogCutBack> {
  let after: Position | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const page of store.subscribe(after, signal)) {
        failures = 0;
        after = page.next;
        yield page;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ForeignPosition && after !== undefined) {
        yield { kind: 'log-cut-back', position: after };
        after = undefined;
      } else onError(error);
    }
    failures += 1;
    await pause(backoffDelay(infrastructureBackoff, failures, Math.random()), signal);
  }
}
