import type { Actor } from '../../domain/access/roles.js';
import type { Clock } from './clock.js';

/** A command on its way to a decision, wherever it came from: HTTP, a bulk line, the sweeper, a reaction. */
export interface CommandRequest {
  readonly name: string;
  /** The record the path names; null when the command creates one. */
  readonly recordId: string | null;
  readonly payload: unknown;
  readonly actor: Actor;
  /** The client's Idempotency-Key, or the id itself where the ledger is its own client. */
  readonly once: { readonly key: string } | { readonly commandId: string };
  /** Revision of If-Match; `required` answers 428 when a change has none, `optional` decides on what stands. */
  readonly revision: { readonly match: number } | 'required' | 'optional';
  readonly correlationId: string;
  /** The event or request that caused it. */
  readonly causationId: string;
  readonly traceparent: string | null;
  readonly synthetic: boolean;
  readonly clock: Clock;
}

/** What a command answers: the record, its revision, the position to wait for, and the events it made. */
export interface CommandAnswer {
  readonly id: string;
  readonly category: string;
  readonly path: string;
  readonly created: boolean;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  /** True when the command had been accepted before and this is its first answer again. */
  readonly replayed: boolean;
}

/** Points at which a test may end the process; nothing in production listens. */
export type Step =
  | 'leased'
  | 'claimed-identifiers'
  | 'decided'
  | 'sealed'
  | 'claimed-places'
  | 'appended'
  | 'answered';
export type StepHook = (step: Step, request: CommandRequest) => void | Promise<void>;
