// Law: an event of two logs is one event when everything but its position is the same, by canonical form (RFC 8785).
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { Json } from '../../domain/ledger/json.js';

/** What of an event means the same in every log, as its canonical text. */
export function eventText({ stream, revision, id, type, data, metadata }: RecordedEvent): string {
  // An interface has no index signature; its values are JSON all the same.
  return canonicalText({ stream, revision, id, type, data, metadata: metadata as unknown as Json });
}

/** An event's name for an operator: place, type and id, nothing of its data. */
export function eventName({ stream, revision, type, id }: RecordedEvent): string {
  return `${stream} at revision ${revision} (${type} ${id})`;
}
