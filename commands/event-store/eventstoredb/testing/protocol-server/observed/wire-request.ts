// For tests only. Law: a request is sent as it was written down, but for deadlines, which are counted from now.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { UUID, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq, BatchAppendReq, DeleteReq, ReadReq, TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js';
import { bytesOf, type Fields } from './observation.js';

const has = (fields: Fields, key: string): boolean => fields[key] !== undefined;
const fields = (value: unknown): Fields => value as Fields;
const text = (value: unknown): string => value as string;

function identifier(value: unknown): StreamIdentifier {
  const message = new shared.StreamIdentifier();
  message.setStreamName(bytesOf(text(fields(value)['streamName'] ?? '')));
  return message;
}

function uuid(value: unknown): UUID {
  const message = new shared.UUID();
  const structured = fields(value)['structured'];
  if (structured === undefined) message.setString(text(fields(value)['string']));
  else {
    const bits = new shared.UUID.Structured();
    bits.setMostSignificantBits(text(fields(structured)['mostSignificantBits']));
    bits.setLeastSignificantBits(text(fields(structured)['leastSignificantBits']));
    message.setStructured(bits);
  }
  return message;
}

interface Proposed {
  setId(id?: UUID): unknown;
  setData(data: Uint8Array): unknown;
  setCustomMetadata(data: Uint8Array): unknown;
  getMetadataMap(): { set(key: string, value: string): unknown };
}

function proposed<T extends Proposed>(message: T, value: Fields): T {
  if (has(value, 'id')) message.setId(uuid(value['id']));
  for (const [key, content] of Object.entries(fields(value['metadata'] ?? {}))) message.getMetadataMap().set(key, text(content));
  message.setData(bytesOf(text(value['data'] ?? '')));
  message.setCustomMetadata(bytesOf(text(value['customMetadata'] ?? '')));
  return message;
}

export function appendRequest(value: Fields): AppendReq {
  const request = new streams.AppendReq();
  if (has(value, 'proposedMessage'))
    request.setProposedMessage(proposed(new streams.AppendReq.ProposedMessage(), fields(value['proposedMessage'])));
  if (!has(value, 'options')) return request;
  const options = fields(value['options']);
  const message = new streams.AppendReq.Options();
  expectation(message, options);
  if (has(options, 'revision')) message.setRevision(text(options['revision']));
  request.setOptions(message);
  return request;
}

export function batchAppendRequest(value: Fields): BatchAppendReq {
  const request = new streams.BatchAppendReq();
  if (has(value, 'correlationId')) request.setCorrelationId(uuid(value['correlationId']));
  const messages = (value['proposedMessages'] ?? []) as Fields[];
  request.setProposedMessagesList(messages.map((message) => proposed(new streams.BatchAppendReq.ProposedMessage(), message)));
  request.setIsFinal(value['isFinal'] === true);
  if (!has(value, 'options')) return request;
  const options = fields(value['options']);
  const message = new streams.BatchAppendReq.Options();
  if (has(options, 'streamIdentifier')) message.setStreamIdentifier(identifier(options['streamIdentifier']));
  if (has(options, 'streamPosition')) message.setStreamPosition(text(options['streamPosition']));
  if (has(options, 'any')) message.setAny(new empty.Empty());
  if (has(options, 'noStream')) message.setNoStream(new empty.Empty());
  if (has(options, 'streamExists')) message.setStreamExists(new empty.Empty());
  if (has(options, 'deadlineMs')) {
    message.setDeadline(timestamp.Timestamp.fromDate(new Date(Date.now() + (options['deadlineMs'] as number))));
  }
  request.setOptions(message);
  return request;
}

export function deleteRequest(value: Fields): DeleteReq {
  const options = new streams.DeleteReq.Options();
  expectation(options, fields(value['options']));
  if (has(fields(value['options']), 'revision')) options.setRevision(text(fields(value['options'])['revision']));
  const request = new streams.DeleteReq();
  request.setOptions(options);
  return request;
}

export function tombstoneRequest(value: Fields): TombstoneReq {
  const options = new streams.TombstoneReq.Options();
  expectation(options, fields(value['options']));
  if (has(fields(value['options']), 'revision')) options.setRevision(text(fields(value['options'])['revision']));
  const request = new streams.TombstoneReq();
  request.setOptions(options);
  return request;
}

interface Expecting {
  setStreamIdentifier(id?: StreamIdentifier): unknown;
  setAny(value?: InstanceType<typeof shared.Empty>): unknown;
  setNoStream(value?: InstanceType<typeof shared.Empty>): unknown;
  setStreamExists(value?: InstanceType<typeof shared.Empty>): unknown;
}

function expectation(message: Expecting, options: Fields): void {
  if (has(options, 'streamIdentifier')) message.setStreamIdentifier(identifier(options['streamIdentifier']));
  if (has(options, 'any')) message.setAny(new shared.Empty());
  if (has(options, 'noStream')) message.setNoStream(new shared.Empty());
  if (has(options, 'streamExists')) message.setStreamExists(new shared.Empty());
}

export function readRequest(value: Fields): ReadReq {
  const request = new streams.ReadReq();
  if (!has(value, 'options')) return request;
  const options = fields(value['options']);
  const message = new streams.ReadReq.Options();
  if (has(options, 'uuidOption')) {
    const option = new streams.ReadReq.Options.UUIDOption();
    if (has(fields(options['uuidOption']), 'structured')) option.setStructured(new shared.Empty());
    else option.setString(new shared.Empty());
    message.setUuidOption(option);
  }
  if (has(options, 'stream')) message.setStream(streamOptions(fields(options['stream'])));
  if (has(options, 'all')) message.setAll(allOptions(fields(options['all'])));
  if (options['readDirection'] === 'Backwards') message.setReadDirection(streams.ReadReq.Options.ReadDirection.BACKWARDS);
  if (options['resolveLinks'] === true) message.setResolveLinks(true);
  if (has(options, 'count')) message.setCount(text(options['count']));
  if (has(options, 'subscription')) message.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  if (has(options, 'noFilter')) message.setNoFilter(new shared.Empty());
  if (has(options, 'filter')) message.setFilter(filterOptions(fields(options['filter'])));
  if (has(options, 'controlOption')) {
    const control = new streams.ReadReq.Options.ControlOption();
    control.setCompatibility(fields(options['controlOption'])['compatibility'] as number);
    message.setControlOption(control);
  }
  request.setOptions(message);
  return request;
}

function streamOptions(value: Fields): ReadReq.Options.StreamOptions {
  const message = new streams.ReadReq.Options.StreamOptions();
  if (has(value, 'streamIdentifier')) message.setStreamIdentifier(identifier(value['streamIdentifier']));
  if (has(value, 'start')) message.setStart(new shared.Empty());
  if (has(value, 'end')) message.setEnd(new shared.Empty());
  if (has(value, 'revision')) message.setRevision(text(value['revision']));
  return message;
}

function allOptions(value: Fields): ReadReq.Options.AllOptions {
  const message = new streams.ReadReq.Options.AllOptions();
  if (has(value, 'start')) message.setStart(new shared.Empty());
  if (has(value, 'end')) message.setEnd(new shared.Empty());
  if (has(value, 'position')) {
    const position = new streams.ReadReq.Options.Position();
    position.setCommitPosition(text(fields(value['position'])['commitPosition'] ?? '0'));
    position.setPreparePosition(text(fields(value['position'])['preparePosition'] ?? '0'));
    message.setPosition(position);
  }
  return message;
}

function filterOptions(value: Fields): ReadReq.Options.FilterOptions {
  const message = new streams.ReadReq.Options.FilterOptions();
  const expression = (of: unknown): ReadReq.Options.FilterOptions.Expression => {
    const built = new streams.ReadReq.Options.FilterOptions.Expression();
    built.setRegex(text(fields(of)['regex'] ?? ''));
    built.setPrefixList((fields(of)['prefix'] ?? []) as string[]);
    return built;
  };
  if (has(value, 'streamIdentifier')) message.setStreamIdentifier(expression(value['streamIdentifier']));
  if (has(value, 'eventType')) message.setEventType(expression(value['eventType']));
  if (has(value, 'max')) message.setMax(value['max'] as number);
  if (has(value, 'count')) message.setCount(new shared.Empty());
  message.setCheckpointintervalmultiplier((value['checkpointIntervalMultiplier'] ?? 0) as number);
  return message;
}
