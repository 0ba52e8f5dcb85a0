// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a reply names its correlation id and its stream, and never echoes the expected position.
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { MAX_APPEND_BYTES } from './append-request.js';
import type { Expected } from './commit-check.js';
import { structuredUuid, uuidText } from './uuid-bits.js';

/** The replies to one append of a batch stream. */
export class BatchReply {
  constructor(
    private readonly correlation: UUID | undefined,
    private readonly stream: StreamIdentifier | undefined,
  ) {}

  /** The same with the correlation id as two numbers, which is how the server's own clock writes it. */
  structured(): BatchReply {
    const text = this.correlation === undefined ? undefined : uuidText(this.correlation);
    return new BatchReply(text === undefined ? this.correlation : structuredUuid(text), this.stream);
  }

  /** @param revision -1 for a stream without events */
  success(revision: number, at: number | undefined): BatchAppendResp {
    const success = new streams.BatchAppendResp.Success();
    if (revision === -1) success.setNoStream(new empty.Empty());
    else success.setCurrentRevision(String(revision));
    if (at === undefined) success.setNoPosition(new empty.Empty());
    else {
      const position = new shared.AllStreamPosition();
      position.setCommitPosition(String(at));
      position.setPreparePosition(String(at));
      success.setPosition(position);
    }
    const reply = this.reply();
    reply.setSuccess(success);
    return reply;
  }

  wrongVersion(expected: Expected, actual: number): BatchAppendResp {
    const detail = new shared.WrongExpectedVersion();
    if (actual === -1) detail.setCurrentNoStream(new empty.Empty());
    else detail.setCurrentStreamRevision(String(actual));
    if (expected === 'any') detail.setExpectedAny(new empty.Empty());
    else if (expected === 'no_stream') detail.setExpectedNoStream(new empty.Empty());
    else if (expected === 'stream_exists') detail.setExpectedStreamExists(new empty.Empty());
    else detail.setExpectedStreamPosition(String(expected));
    return this.failed(code.Code.ALREADY_EXISTS, 'WrongExpectedVersion', detail);
  }

  streamDeleted(): BatchAppendResp {
    const detail = new shared.StreamDeleted();
    detail.setStreamIdentifier(this.stream);
    return this.failed(code.Code.NOT_FOUND, 'StreamDeleted', detail);
  }

  tooBig(): BatchAppendResp {
    const detail = new shared.MaximumAppendSizeExceeded();
    detail.setMaxappendsize(MAX_APPEND_BYTES);
    return this.failed(code.Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
  }

  accessDenied(): BatchAppendResp {
    return this.failed(code.Code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
  }

  badRequest(message: string): BatchAppendResp {
    const detail = new shared.BadRequest();
    detail.setMessage(message);
    return this.failed(code.Code.INVALID_ARGUMENT, 'BadRequest', detail);
  }

  timeout(): BatchAppendResp {
    return this.failed(code.Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  }

  /** The node leads no more and knows nobody who does. Never seen: the released source has it so, without a code. */
  notReady(): BatchAppendResp {
    return this.failed(code.Code.OK, 'Server Is Not Ready', new empty.Empty(), 'google.protobuf.Empty');
  }

  private failed(
    failure: (typeof code.Code)[keyof typeof code.Code],
    message: string,
    detail: { serializeBinary(): Uint8Array },
    type = `event_store.client.${message}`,
  ): BatchAppendResp {
    const details = new any.Any();
    details.setTypeUrl(`type.googleapis.com/${type}`);
    details.setValue(detail.serializeBinary());
    const error = new statuses.Status();
    error.setCode(failure);
    error.setMessage(message);
    error.setDetails(details);
    const reply = this.reply();
    reply.setError(error);
    return reply;
  }

  private reply(): BatchAppendResp {
    const reply = new streams.BatchAppendResp();
    reply.setCorrelationId(this.correlation);
    reply.setStreamIdentifier(this.stream);
    return reply;
  }
}
