// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: an append is judged when its caller has ended it; one cancelled before stores nothing.
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { exceedsAppend, expectedVersion, MAX_APPEND_BYTES, proposedEvent, streamName } from './append-request.js';
import { commitTimeout, notReady, streamDeleted, tooBig, unforeseen } from './call-errors.js';
import type { Expected } from './commit-check.js';
import type { Node } from './node.js';
import type { WriteOutcome } from './node-log.js';
import { refuseUnreadable } from './wire-limits.js';

/** How long the real server waits for a commit on this path. */
const COMMIT_TIMEOUT_MS = 3_000;

/** The largest number below 2^64, for which the generated code can write nothing closer; see `serializeAppend`. */
const NEAR_MAX = 2 ** 64 - 2_048;
const NEAR_MAX_BYTES = Buffer.from('1880f0ffffffffffffff01', 'hex');
const MAX_BYTES = Buffer.from('18ffffffffffffffffff01', 'hex');

/** Writes an answer; where no stream was expected the old field is 2^64 - 1, as the real server has it. */
export function serializeAppend(response: AppendResp): Buffer {
  const bytes = Buffer.from(response.serializeBinary());
  const at = response.getWrongExpectedVersion()?.hasExpectedNoStream() === true ? bytes.indexOf(NEAR_MAX_BYTES) : -1;
  if (at >= 0) MAX_BYTES.copy(bytes, at);
  return bytes;
}

/** `Streams/Append`: one append a call. */
export function appendCall(node: Node, call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
  const messages: AppendReq[] = [];
  call.on('data', (message: AppendReq) => messages.push(message));
  call.on('end', () => {
    node.answer('Append', answer, async () => {
      node.needLeader(call.metadata);
      const { stream, expected, events } = parse(messages);
      node.allow(call.metadata, '$w', stream);
      if (exceedsAppend(events)) throw tooBig(MAX_APPEND_BYTES);
      const outcome = await node.append(stream, expected, events, COMMIT_TIMEOUT_MS);
      if (outcome.kind === 'timeout') throw commitTimeout();
      if (outcome.kind === 'not-ready') throw notReady();
      if (outcome.kind === 'deleted') throw streamDeleted(stream);
      return outcome.kind === 'wrong-version' ? refusal(expected, outcome.actual) : success(outcome);
    });
  });
}

function parse(messages: readonly AppendReq[]): { stream: string; expected: Expected; events: ReturnType<typeof proposedEvent>[] } {
  for (const message of messages) refuseUnreadable(message);
  const options = messages[0]?.getOptions();
  if (options === undefined) throw unforeseen();
  const revision = options.hasRevision() ? options.getRevision() : undefined;
  const expected = expectedVersion(options, revision, 'AppendReq+Types+Options+ExpectedStreamRevisionOneofCase');
  const stream = streamName(options.getStreamIdentifier());
  const events = messages.slice(1).map((message) => {
    const proposed = message.getProposedMessage();
    if (proposed === undefined) throw unforeseen();
    return proposedEvent(proposed);
  });
  return { stream, expected, events };
}

function success(outcome: Extract<WriteOutcome, { kind: 'stored' | 'repeated' }>): AppendResp {
  const body = new streams.AppendResp.Success();
  if (outcome.revision === -1) body.setNoStream(new shared.Empty());
  else body.setCurrentRevision(String(outcome.revision));
  if (outcome.position === undefined) body.setNoPosition(new shared.Empty());
  else {
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    body.setPosition(position);
  }
  const response = new streams.AppendResp();
  response.setSuccess(body);
  return response;
}

/** The answer to a wrong expected version, in the fields of today and of version 20.6. */
function refusal(expected: Expected, actual: number): AppendResp {
  const body = new streams.AppendResp.WrongExpectedVersion();
  if (actual === -1) {
    body.setNoStream2060(new shared.Empty());
    body.setCurrentNoStream(new shared.Empty());
  } else {
    body.setCurrentRevision2060(actual);
    body.setCurrentRevision(String(actual));
  }
  switch (expected) {
    case 'any':
      body.setAny2060(new shared.Empty());
      body.setExpectedAny(new shared.Empty());
      break;
    case 'stream_exists':
      body.setStreamExists2060(new shared.Empty());
      body.setExpectedStreamExists(new shared.Empty());
      break;
    case 'no_stream':
      body.setExpectedRevision2060(NEAR_MAX);
      body.setExpectedNoStream(new shared.Empty());
      break;
    default:
      body.setExpectedRevision2060(expected);
      body.setExpectedRevision(String(expected));
  }
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(body);
  return response;
}
