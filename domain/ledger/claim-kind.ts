import type { DomainEvent } from './event.js';
import type { RecordType } from './record-type.js';

/**
 * A hard rule "at most one open … for a record": a claim stream `<category>-<id of the record it is about>`
 * names the one holder. `ended` folds from the holder's own stream whether it still holds.
 */
export interface ClaimKind<S = unknown, E extends DomainEvent = DomainEvent> {
  /** Stream category, e.g. `claimOpenTransfer`. */
  readonly category: string;
  readonly rule: string;
  readonly holder: RecordType<S, E>;
  readonly ended: (state: S) => boolean;
  /** Refusal code when another holder has it, e.g. `transfer.another-open`. */
  readonly code: string;
  readonly detail: string;
  readonly clears: string;
}

/** A claim that a decided command needs before its append: which kind, about which record. */
export interface ClaimNeed {
  readonly kind: ClaimKind;
  readonly about: string;
}
