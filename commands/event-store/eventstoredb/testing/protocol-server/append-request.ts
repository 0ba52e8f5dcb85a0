// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: what is wrong with a request is told by an error whose text is the real server's; each path dresses it its own way.
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { missingProperty, notAValid, unforeseen } from './call-errors.js';
import type { Expected } from './commit-check.js';
import type { ProposedEvent } from './stored-event.js';
import { uuidText } from './uuid-bits.js';

/** Most data bytes of an append; metadata and type names are not counted. */
export const MAX_APPEND_BYTES = 1024 * 1024;
const EMPTY_ID = '00000000-0000-0000-0000-000000000000';

/** A request's fault whose text only batch appends tell; the other calls answer that something was not foreseen. */
export class Unforeseen extends Error {}

/** An expected version as both paths' options have it. */
export interface ExpectedOption {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** @param revision the option's revision when that is set; @param oneof name of the option's type in errors */
export function expectedVersion(options: ExpectedOption, revision: string | undefined, oneof: string): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  if (revision === undefined) throw notAValid('None', oneof);
  const value = BigInt(revision);
  if (value === 2n ** 64n - 1n) return 'no_stream';
  if (value >= 2n ** 63n) throw unforeseen();
  return Number(value);
}

/** The stream's name. Throws for none and for an empty one. */
export function streamName(identifier: StreamIdentifier | undefined): string {
  const name = identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString();
  if (name === '') throw new Unforeseen('eventStreamId');
  return name;
}

/** A proposed message as both paths have it. */
export interface ProposedMessage {
  getId(): UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

/**
 * The event of a message.
 * @param missing what to throw for a metadata key that is not there
 */
export function proposedEvent(message: ProposedMessage, missing: (key: string) => Error = missingProperty): ProposedEvent {
  const map = message.getMetadataMap();
  const type = map.get('type');
  const contentType = map.get('content-type');
  const uuid = message.getId();
  const id = uuid === undefined ? undefined : uuidText(uuid);
  if (id === undefined) throw new Unforeseen('Unrecognized Guid format.');
  if (type === undefined) throw missing('type');
  if (contentType === undefined) throw missing('content-type');
  if (id === EMPTY_ID) throw new Unforeseen("Empty eventId provided. (Parameter 'eventId')");
  if (type === '') throw new Unforeseen("Empty eventType provided. (Parameter 'eventType')");
  return { id, type, json: contentType === 'application/json', data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() };
}

/** Whether the data of these events is more than an append may hold. */
export const exceedsAppend = (events: readonly ProposedEvent[]): boolean =>
  events.reduce((sum, { data }) => sum + data.length, 0) > MAX_APPEND_BYTES;
