// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: each append of a batch stream has one clock, from its first chunk to two seconds at most; the stream stays open whatever becomes of it.
import { status, type ServerDuplexStream } from '@grpc/grpc-js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { exceedsAppend, expectedVersion, proposedEvent, streamName, Unforeseen } from './append-request.js';
import { BatchReply } from './batch-reply.js';
import { callError } from './call-errors.js';
import type { Expected } from './commit-check.js';
import { asCallError, type AppendOutcome, type Node } from './node.js';
import type { ProposedEvent } from './stored-event.js';
import { uuidText } from './uuid-bits.js';
import { refuseUnreadable } from './wire-limits.js';

/** The real server's cap, whatever deadline is sent. */
const MAX_COMMIT_MS = 2_000;

interface Pending {
  readonly stream: string;
  readonly expected: Expected;
  readonly reply: BatchReply;
  readonly events: ProposedEvent[];
  readonly timer: NodeJS.Timeout;
  readonly until: number;
  /** Set when it was answered that the request is bad; its clock then runs on, and tells of a timeout too. */
  refused: boolean;
}

/** `Streams/BatchAppend`: any number of appends, each by its correlation id. */
export function batchAppendCall(node: Node, call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
  const pending = new Map<string, Pending>();
  let over = false;
  const finish = (error?: unknown): void => {
    if (over) return;
    over = true;
    forget();
    for (const { timer } of pending.values()) clearTimeout(timer);
    if (error === undefined) call.end();
    else call.emit('error', asCallError(error));
  };
  const forgetBreak = node.faults.onBreak((reason) => finish(callError(status.UNAVAILABLE, reason)));
  const forgetStop = node.onStop(finish);
  const forget = (): void => {
    forgetBreak();
    forgetStop();
  };
  const send = (reply: BatchAppendResp): void => {
    if (over) return;
    if (node.faults.settings.answerDelayMs === 0) return void call.write(reply);
    void node.delay().then(() => over || call.write(reply));
  };

  const take = (request: BatchAppendReq): void => {
    refuseUnreadable(request);
    // That nobody leads is said to each append for itself, and leaves the stream open.
    node.passOn(call.metadata);
    if (node.isSilent('BatchAppend')) return;
    const correlation = request.getCorrelationId();
    const key = correlation === undefined ? undefined : uuidText(correlation);
    const options = request.getOptions();
    if (options !== undefined) {
      const reply = new BatchReply(correlation, options.getStreamIdentifier());
      try {
        if (key === undefined) throw new Unforeseen("Value cannot be null. (Parameter 'dto')");
        const position = options.hasStreamPosition() ? options.getStreamPosition() : undefined;
        const stream = streamName(options.getStreamIdentifier());
        const expected = expectedVersion(options, position, 'BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase');
        if (!node.may(call.metadata, '$w', stream)) return send(reply.accessDenied());
        const remaining = options.hasDeadline() ? (options.getDeadline()?.toDate().getTime() ?? 0) - Date.now() : MAX_COMMIT_MS;
        if (remaining <= 0) return send(reply.timeout());
        const ms = Math.min(remaining, MAX_COMMIT_MS);
        const timer = setTimeout(() => {
          if (pending.delete(key)) send(reply.structured().timeout());
        }, ms);
        pending.set(key, { stream, expected, reply, events: [], timer, until: Date.now() + ms, refused: false });
      } catch (error) {
        return send(reply.badRequest(badRequestText(error)));
      }
    }
    const append = key === undefined ? undefined : pending.get(key);
    if (append === undefined || append.refused || key === undefined) return;
    try {
      for (const message of request.getProposedMessagesList()) append.events.push(proposedEvent(message, missingKey));
    } catch (error) {
      append.refused = true;
      return send(append.reply.badRequest(badRequestText(error)));
    }
    if (exceedsAppend(append.events)) {
      settle(key, append);
      return send(append.reply.tooBig());
    }
    if (request.getIsFinal()) commit(key, append);
  };

  const settle = (key: string, append: Pending): void => {
    clearTimeout(append.timer);
    if (pending.get(key) === append) pending.delete(key);
  };

  const commit = (key: string, append: Pending): void => {
    settle(key, append);
    node
      .append(append.stream, append.expected, append.events, append.until - Date.now())
      .then((outcome) => node.faults.settings.loseAcks || send(answer(append, outcome)), finish);
  };

  call.on('data', (request: BatchAppendReq) => {
    try {
      if (!over) take(request);
    } catch (error) {
      finish(error);
    }
  });
  call.on('end', () => finish());
  call.on('cancelled', () => {
    over = true;
    forget();
    for (const { timer } of pending.values()) clearTimeout(timer);
  });
}

function answer({ reply, expected }: Pending, outcome: AppendOutcome): BatchAppendResp {
  switch (outcome.kind) {
    case 'stored':
    case 'repeated':
      return reply.success(outcome.revision, outcome.position);
    case 'wrong-version':
      return reply.wrongVersion(expected, outcome.actual);
    case 'deleted':
      return reply.streamDeleted();
    case 'not-ready':
      return reply.notReady();
    case 'timeout':
      return reply.structured().timeout();
  }
}

const missingKey = (): Error => new Unforeseen('The given key was not present in the dictionary.');

function badRequestText(error: unknown): string {
  if (error instanceof Unforeseen) return error.message;
  return `Status(StatusCode="InvalidArgument", Detail="${asCallError(error).details}")`;
}
