// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: an event goes out with exactly three metadata keys, and with its position in every kind of read.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { revisionText, type StoredEvent } from './stored-event.js';
import type { StreamIndex } from './stream-index.js';
import { structuredUuid, textUuid } from './uuid-bits.js';

/** How events are written for one caller. */
export interface EventShape {
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
}

const identifier = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const name = new shared.StreamIdentifier();
  name.setStreamName(Buffer.from(stream));
  return name;
};

/** The plain form of an event, which most callers ask for, is written once. */
const written = new WeakMap<StoredEvent, Buffer>();

/** An answer, or its bytes. */
export type ReadAnswer = ReadResp | Buffer;

export const serializeRead = (answer: ReadAnswer): Buffer => (Buffer.isBuffer(answer) ? answer : Buffer.from(answer.serializeBinary()));

export function eventResponse(index: StreamIndex, event: StoredEvent, shape: EventShape): ReadAnswer {
  if (shape.resolveLinks || shape.structuredIds) return eventMessage(index, event, shape);
  const known = written.get(event);
  if (known !== undefined) return known;
  const bytes = serializeRead(eventMessage(index, event, shape));
  written.set(event, bytes);
  return bytes;
}

function eventMessage(index: StreamIndex, event: StoredEvent, { resolveLinks, structuredIds }: EventShape): ReadResp {
  const body = new streams.ReadResp.ReadEvent();
  const target = resolveLinks ? linkTarget(index, event) : undefined;
  if (target === undefined) body.setEvent(recorded(event, structuredIds));
  else {
    body.setLink(recorded(event, structuredIds));
    if (target !== 'missing') body.setEvent(recorded(target, structuredIds));
  }
  body.setCommitPosition(String(event.at));
  const response = new streams.ReadResp();
  response.setEvent(body);
  return response;
}

/** What a link points at; undefined for an ordinary event. */
function linkTarget(index: StreamIndex, event: StoredEvent): StoredEvent | 'missing' | undefined {
  if (event.type !== '$>') return undefined;
  const link = /^(\d+)@(.+)$/s.exec(Buffer.from(event.data).toString());
  if (link === null) return undefined;
  const [, revision, stream = ''] = link;
  const target = index.eventAt(stream, Number(revision));
  return target !== undefined && target.at < index.committedEnd ? target : 'missing';
}

function recorded(event: StoredEvent, structuredIds: boolean): InstanceType<typeof streams.ReadResp.ReadEvent.RecordedEvent> {
  const record = new streams.ReadResp.ReadEvent.RecordedEvent();
  const at = String(event.at);
  record.setId(structuredIds ? structuredUuid(event.id) : textUuid(event.id));
  record.setStreamIdentifier(identifier(event.stream));
  record.setStreamRevision(revisionText(event.revision));
  record.setPreparePosition(at);
  record.setCommitPosition(at);
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('created', event.created)
    .set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  record.setCustomMetadata(event.metadata);
  record.setData(event.data);
  return record;
}

export function notFoundResponse(stream: string): ReadResp {
  const body = new streams.ReadResp.StreamNotFound();
  body.setStreamIdentifier(identifier(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(body);
  return response;
}

/** Tells the first revision there is to read, or the last. */
export function streamEndResponse(which: 'first' | 'last', revision: number): ReadResp {
  const response = new streams.ReadResp();
  if (which === 'first') response.setFirstStreamPosition(String(revision));
  else response.setLastStreamPosition(String(revision));
  return response;
}

export function confirmationResponse(id: string): ReadResp {
  const body = new streams.ReadResp.SubscriptionConfirmation();
  body.setSubscriptionId(id);
  const response = new streams.ReadResp();
  response.setConfirmation(body);
  return response;
}

export function caughtUpResponse(): ReadResp {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
}

export function checkpointResponse(commit: number, prepare: number): ReadResp {
  const body = new streams.ReadResp.Checkpoint();
  body.setCommitPosition(String(commit));
  body.setPreparePosition(String(prepare));
  const response = new streams.ReadResp();
  response.setCheckpoint(body);
  return response;
}
