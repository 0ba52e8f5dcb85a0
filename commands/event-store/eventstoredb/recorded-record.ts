// Law: a record of the log is an event of the ledger or passed over; what the store writes for itself, and links, are never events.
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventMetadata, RecordedEvent } from '../../../domain/ledger/event.js';
import type { JsonObject } from '../../../domain/ledger/json.js';
import { placeAt, positionAt, type Place } from './log-place.js';

export type LogRecord = streams.ReadResp.ReadEvent.RecordedEvent;

/** The stream that holds the log's own id, and nothing of the ledger. */
export const IDENTITY_STREAM = 'sijil-log';

const DOLLAR = 0x24;

/** The record a response holds, undefined for one that holds none (a confirmation, the news of having caught up). */
export function recordOf(response: streams.ReadResp): LogRecord | undefined {
  return response.getEvent()?.getEvent();
}

export function placeOfRecord(record: LogRecord): Place {
  return placeAt(record.getCommitPosition(), record.getPreparePosition());
}

export function streamOf(record: LogRecord): string {
  return textOf(record.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array());
}

/**
 * The ledger's event in a record; undefined where it holds none: `$` streams, links and tombstones in ordinary streams,
 * the log's identity, and what other programs wrote, which is no JSON object beside a JSON object of metadata.
 */
export function eventOf(logId: string, record: LogRecord, place: Place): RecordedEvent | undefined {
  if (record.getStreamIdentifier()?.getStreamName_asU8()[0] === DOLLAR) return undefined;
  const header = record.getMetadataMap();
  const type = header.get('type') ?? '$';
  const metadata = record.getCustomMetadata_asU8();
  if (type.startsWith('$') || header.get('content-type') !== 'application/json' || metadata.length === 0) return undefined;
  const stream = streamOf(record);
  if (stream === IDENTITY_STREAM) return undefined;
  const data = objectIn(record.getData_asU8());
  const beside = objectIn(metadata);
  if (data === undefined || beside === undefined) return undefined;
  return {
    position: positionAt(logId, place),
    stream,
    revision: Number(record.getStreamRevision()),
    id: record.getId()?.getString() ?? '',
    type,
    data,
    metadata: beside as unknown as EventMetadata,
  };
}

/** The server never looks at what it is told is JSON. */
function objectIn(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(textOf(bytes)) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** UTF-8 bytes as text, without copying them. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
