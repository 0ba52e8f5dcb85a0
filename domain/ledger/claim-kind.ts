import type { DomainEvent } from './event.js';
import type { RecordType } from './record-type.js';

/**
 * A type of record that can hold a place, and how its own stream tells whether it does. Methods, not functions in fields:
 * so a holder of one type of record stands wherever any is asked for, and is only ever asked about states of its own fold.
 */
export interface ClaimHolder<S = unknown, E extends DomainEvent = DomainEvent> {
  readonly holder: RecordType<S, E>;
  /** True when the record does not hold the place: not yet, or not any more. */
  ended(state: S): boolean;
  /** The record that holds the place in this one's stead: for one that only handed it on. It may not have begun yet. */
  successor?(state: S): { readonly category: string; readonly id: string } | null;
}

/**
 * A hard rule "at most one open … for a record": a claim stream `<category>-<id of the record it is about>`
 * names the one holder. `ended` folds from the holder's own stream whether it still holds.
 */
export interface ClaimKind<S = unknown, E extends DomainEvent = DomainEvent> extends ClaimHolder<S, E> {
  /** Stream category, e.g. `claimOpenTransfer`. */
  readonly category: string;
  readonly rule: string;
  /** Further types of records that can hold the same place. */
  readonly others?: readonly ClaimHolder[];
  /** Refusal code when another holder has it, e.g. `transfer.another-open`. */
  readonly code: string;
  readonly detail: string;
  readonly clears: string;
}

/** A claim that a decided command needs before its append: which kind, about which record. */
export interface ClaimNeed {
  readonly kind: ClaimKind;
  readonly about: string;
  /** The stream of a record that holds the place and hands it over to the taker: it is no obstacle. */
  readonly from?: string;
}

/** How a holder of that stream category tells whether it holds a place of the kind. Throws for a category that cannot hold it. */
export function claimHolderOf(kind: ClaimKind, category: string): ClaimHolder {
  const holder = [kind, ...(kind.others ?? [])].find((one) => one.holder.category === category);
  if (holder === undefined) throw new Error(`a place of ${kind.category} is held by a record of ${category}`);
  return holder;
}
