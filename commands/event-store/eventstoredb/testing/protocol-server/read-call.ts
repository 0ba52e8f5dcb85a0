// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a read goes page by page to its count or its end, and never sees what is not committed.
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { allPage, readStart } from './all-page.js';
import { callError, streamDeleted } from './call-errors.js';
import { asCallError, type Node } from './node.js';
import { readPlan, type AllFrom, type ReadPlan, type StreamFrom } from './read-plan.js';
import { notFoundResponse, streamEndResponse } from './read-response.js';
import { ReadSink } from './read-sink.js';
import { PAGE_EVENTS, streamPage } from './stream-page.js';
import { subscribeToAll, subscribeToStream } from './subscriptions.js';
import { refuseUnreadable } from './wire-limits.js';

/** `Streams/Read`: reads and subscriptions, of a stream and of `$all`. */
export function readCall(node: Node, call: ServerWritableStream<ReadReq, ReadResp>): void {
  if (node.isSilent('Read')) return;
  const fail = (error: unknown): boolean => call.emit('error', asCallError(error));
  const forget = node.onStop(fail);
  call.on('cancelled', forget);
  call.on('close', forget);
  void (async () => {
    try {
      refuseUnreadable(call.request);
      const plan = readPlan(call.request);
      const sink = new ReadSink(node, call, plan);
      const { source, count } = plan;
      node.allow(call.metadata, '$r', source.stream ?? '$all');
      if (count === undefined) {
        const needLeader = (): void => node.needLeader(call.metadata);
        if (source.stream !== undefined) await subscribeToStream(node, sink, source.stream, source.from, needLeader);
        else await subscribeToAll(node, sink, source.from, plan.filter, needLeader);
      } else {
        node.needLeader(call.metadata);
        await node.delay();
        if (source.stream !== undefined) await readStream(node, sink, source.stream, source.from, count, plan);
        else await readAll(node, sink, source.from, count, plan);
      }
      call.end();
    } catch (error) {
      fail(error);
    }
  })();
}

async function readStream(node: Node, sink: ReadSink, stream: string, from: StreamFrom, count: number, plan: ReadPlan): Promise<void> {
  if (from === 'none') return;
  const { backwards, tellsEnds } = plan;
  if (count === 0 || (from === 'end' && !backwards)) throw callError(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');
  let next = from === 'start' ? 0 : from === 'end' ? Number.MAX_SAFE_INTEGER : from;
  let left = count;
  for (let first = true; !sink.over; first = false) {
    const page = streamPage(node.log.index, stream, next, Math.min(left, PAGE_EVENTS), backwards);
    if (page.kind === 'deleted') throw streamDeleted(stream);
    if (page.kind === 'missing') return sink.send(notFoundResponse(stream));
    if (first && tellsEnds && !backwards && page.events.length === 0) await sink.send(streamEndResponse('first', page.next));
    await sink.events(page.events);
    left -= page.events.length;
    next = page.next;
    if (page.end || left === 0) return tellsEnds ? sink.send(streamEndResponse('last', page.last)) : undefined;
  }
}

async function readAll(node: Node, sink: ReadSink, from: AllFrom, count: number, plan: ReadPlan): Promise<void> {
  const { index } = node.log;
  let next = readStart(index, from, plan.backwards);
  if (plan.filter?.window === 0) return;
  let left = count;
  while (left > 0 && !sink.over) {
    const page = allPage(index, next, Math.min(left, PAGE_EVENTS), plan.backwards, plan.filter);
    await sink.events(page.events);
    left -= page.events.length;
    next = page.next;
    if (page.end) return;
  }
}
