import type { Clock } from '../handler/clock.js';
import { sharedMetadata, type SharedMetadata } from '../handler/metadata.js';
import { ledgerActor } from './ledger-actor.js';

/** Something that the ledger writes down by itself, without anybody's command. */
export interface OwnDecision {
  readonly part: Parameters<typeof ledgerActor>[0];
  /** As a command would be named. */
  readonly name: string;
  readonly recordId: string;
  /** Made from what it is about, so that writing it again is the same. */
  readonly commandId: string;
  readonly synthetic: boolean;
  readonly clock: Clock;
}

/** The metadata that the events of an own decision share: it is its own cause, and names no payload. */
export function ownMetadata({ part, name, recordId, commandId, synthetic, clock }: OwnDecision): SharedMetadata {
  const ids = { correlationId: commandId, causationId: commandId, traceparent: null };
  return sharedMetadata({ name, recordId, payload: {}, actor: ledgerActor(part), once: { commandId }, revision: 'optional', ...ids, synthetic, clock }, commandId, null);
}
