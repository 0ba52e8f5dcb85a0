// Law: one feed in two shapes: pages of JSON lines for who asks, an event stream for who stays.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Places } from '../../domain/access/places.js';
import { Problem } from '../../domain/access/problem.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import { parsePosition, type Position } from '../../domain/ledger/position.js';
import { feedEvent, toFeedEvent, toldCategories } from '../feed/feed-event.js';
import { askedAgain } from '../feed/asked-again.js';
import { readFeed } from '../feed/read-feed.js';
import type { FollowerLimits } from '../feed/follower-limits.js';
import { followFeed } from '../feed/sse.js';
import { namePosition } from './answer-headers.js';
import { limitParam, parseQuery, positionOf, positionParam } from './query-string.js';
import type { ReadRouteParts } from './read-route-parts.js';
import { subjectOf } from './read-subject.js';
import { routeSchema } from './route-schema.js';

const followerLimits: FollowerLimits = { heartbeatMs: 15_000, longestStayMs: 15 * 60_000, leaveMs: 10_000, admittedEveryMs: 15_000, onRecordEveryMs: 3_600_000, most: 500, mostOfOne: 16 };

const comeAgain = { headers: { 'Retry-After': '10' } };

/** Adds `GET /v1/feed`. */
export function addFeedRoutes(app: FastifyInstance, parts: ReadRouteParts): void {
  const categories = toldCategories([...parts.records, ...parts.told]);
  const query = feedQuery(categories);
  const limits = { ...followerLimits, ...parts.followers };
  const places = new Places(limits, {
    ofOne: () => new Problem(429, 'feed-places-taken', 'You follow the feed as often as one client may.', comeAgain),
    ofAll: () => new Problem(503, 'feed-full', 'No more followers can be taken now.', comeAgain),
  });
  const reads = subjectOf({ category: null, query, beside: askedBeside });
  app.get('/v1/feed', { config: { policy: 'feed.follow', reads, stays: follows }, schema: feedSchema(query) }, async (request, reply) => {
    const { after: afterText, limit, categories: words } = parseQuery(query, request.query);
    const wanted = new Set(words?.split(',') ?? categories);
    if (!follows(request)) {
      return sendLines(parts, reply, positionOf(afterText), limit, wanted);
    }
    const after = lastEventId(request) ?? positionOf(afterText);
    // A position of another log, or beyond this one's end, is refused before the stream begins.
    if (after !== undefined) await parts.store.readAll(after, 1);
    // Gone while he was waited for: his place would never be left.
    if (request.raw.socket.destroyed) return reply.hijack();
    return follow(parts, limits, request, reply, after, wanted, places.take(parts.callerOf(request).actor.actorId));
  });
}

async function sendLines(
  { store, registry }: ReadRouteParts,
  reply: FastifyReply,
  after: Position | undefined,
  limit: number,
  categories: ReadonlySet<string>,
): Promise<FastifyReply> {
  const page = await readFeed(store, after, limit, categories);
  namePosition(reply, page.position);
  return reply.type('application/x-ndjson').send(page.events.map((event) => `${JSON.stringify(toFeedEvent(registry, event))}\n`).join(''));
}

function follow(
  { store, registry, closing, admitAgain, readAgain, whenOver }: ReadRouteParts,
  { heartbeatMs, longestStayMs, leaveMs, admittedEveryMs, onRecordEveryMs }: FollowerLimits,
  request: FastifyRequest,
  reply: FastifyReply,
  after: Position | undefined,
  categories: ReadonlySet<string>,
  leavePlace: () => void,
): FastifyReply {
  const gone = new AbortController();
  let leave = setTimeout(() => {
    gone.abort();
    leave = setTimeout(() => reply.raw.destroy(), leaveMs);
  }, longestStayMs);
  whenOver(reply, () => {
    gone.abort();
    clearTimeout(leave);
    leavePlace();
  });
  const signal = AbortSignal.any([gone.signal, closing]);
  namePosition(reply, after);
  // The stream takes the next block only when the socket has taken the last.
  const followed = followFeed(store, registry, { after, categories, heartbeatMs, signal });
  const admitted = askedAgain(followed, admittedEveryMs, () => admitAgain(request));
  const blocks = Readable.from(askedAgain(admitted, onRecordEveryMs, () => readAgain(request)));
  return reply.type('text/event-stream').header('X-Accel-Buffering', 'no').send(blocks);
}

function follows(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/event-stream');
}

/** What headers ask for beside the parameters: to follow, and from where on. */
function askedBeside(request: FastifyRequest): JsonObject {
  if (!follows(request)) return {};
  const last = request.headers['last-event-id'];
  return { follow: true, ...(typeof last === 'string' && parsePosition(last) !== undefined ? { lastEventId: last } : {}) };
}

/** Where an EventSource that lost its connection goes on. Throws Problem 400 for what is no position. */
function lastEventId(request: FastifyRequest): Position | undefined {
  const header = request.headers['last-event-id'];
  if (header === undefined || header === '') return undefined;
  const position = typeof header === 'string' ? parsePosition(header) : undefined;
  if (position !== undefined) return position;
  throw new Problem(400, 'invalid-query', 'Last-Event-ID is not a position of a ledger.', {
    errors: [{ pointer: '/headers/last-event-id', code: 'invalid-parameter', detail: 'Send the `id` of the last event you had.' }],
  });
}

function feedQuery(known: readonly string[]) {
  return z.strictObject({
    after: positionParam.optional().meta({ description: 'Position behind which to begin: the first event when not given.' }),
    limit: limitParam(100, 1_000).meta({ description: 'Most lines in the answer, 1 to 1000; an event stream has no end.' }),
    categories: z
      .string()
      .refine((text) => text.split(',').every((word) => known.includes(word)), {
        error: `words of ${known.join(', ')}, with commas between`,
      })
      .optional()
      .meta({
        description: `Only events of these kinds of record, with commas between: ${known.join(', ')}. The destruction of a person’s key is told to all.`,
      }),
  });
}

function feedSchema(query: z.ZodObject): object {
  const schema = routeSchema({
    operationId: 'ReadFeed',
    summary: 'What happened, in the order of the log, without personal values.',
    description:
      'JSON lines; `Ledger-Position` says where to go on, also when no line is told. With `Accept: text/event-stream` the feed is followed: `id` is the position, `Last-Event-ID` (before `after`) says where to go on, and the server ends the stream after a while so that the client connects anew.',
    tag: 'feed',
    query,
    headers: {
      accept: { type: 'string', description: '`text/event-stream` to follow the feed.' },
      'last-event-id': { type: 'string', description: 'Position of the last event that was received.' },
    },
    answer: feedEvent,
    answerText: 'Events, one a line.',
    problems: [400, 401, 403, 410, 503],
  }) as { readonly response: Readonly<Record<number, object>> };
  const { description, headers } = schema.response[200] as { readonly description: string; readonly headers: object };
  const content = { 'application/x-ndjson': { schema: feedEvent }, 'text/event-stream': { schema: { type: 'string' } } };
  return { ...schema, response: { ...schema.response, 200: { description, headers, content } } };
}
