// Law: a bulk body is answered with 202 only once it stands sealed in the database.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { v4 } from 'uuid';
import type { Caller } from '../../domain/access/caller.js';
import type { Places } from '../../domain/access/places.js';
import { Problem } from '../../domain/access/problem.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import { arrivingBody } from '../operations/arriving-body.js';
import { bodyForgotten, keepHeard } from '../operations/body-heard.js';
import { bodyPlaces, shareOf, type BulkRoom } from '../operations/bulk-room.js';
import {
  deleteOperation,
  findOperation,
  insertOperation,
  readOutcomes,
  setStatus,
  type Operation,
} from '../operations/operation-table.js';
import type { OperationRunner } from '../operations/operation-runner.js';
import { writeSpool } from '../operations/spool.js';
import { JSON_LINES, readOperationSchema, readOutcomesSchema, startBulkSchema } from './bulk-schemas.js';
import { parameters, wholeNumber } from './parameters.js';

/** Bytes of a bulk body. */
const MAX_BULK_BYTES = 1024 * 1024 * 1024;
/** Longest time for which nothing of a body may come. */
const IDLE_MS = 30_000;
const OUTCOMES_A_PAGE = 1_000;

export interface BulkRouteParts {
  readonly pool: Pool;
  readonly runner: Pick<OperationRunner, 'wake'>;
  readonly spoolKey: (operation: string) => Promise<Buffer>;
  readonly callerOf: (request: FastifyRequest) => Caller;
  /** Throws Problem 503 while no command may be decided. */
  readonly admit: () => void;
  /** Called before a command from outside is decided. */
  readonly beforeFirst: () => Promise<void>;
  readonly room: BulkRoom;
  /** 1 GiB unless given, and no more than one client may have waiting. */
  readonly maxBytes?: number;
  /** 30 s unless given. */
  readonly idleMs?: number;
}

/** Adds POST /v1/bulk and the operation's routes. */
export function addBulkRoutes(app: FastifyInstance, parts: BulkRouteParts): void {
  const places = bodyPlaces(parts.room);
  // A scope of its own: only this route takes JSON lines, and it takes nothing else.
  void app.register(async (bulk) => {
    bulk.removeContentTypeParser('application/json');
    bulk.addContentTypeParser(JSON_LINES, (_request, payload, done) => done(null, payload));
    bulk.post('/v1/bulk', { config: { policy: 'bulk.send', ownBodyTime: true }, schema: startBulkSchema }, (request, reply) =>
      startBulk(parts, places, request, reply).catch((error: unknown) => {
        // What is still to come of the body will not be read.
        reply.header('connection', 'close');
        throw error;
      }),
    );
  });
  app.get('/v1/operations/:id', { config: { policy: 'operations.read' }, schema: readOperationSchema }, async (request, reply) => {
    const { id, status, accepted, refused, failure, createdAt, finishedAt } = await ownOperation(parts, request);
    parameters(request.query, []);
    if (status !== 'finished' && status !== 'failed') reply.header('Retry-After', '1');
    return { id, status, accepted, refused, failure, createdAt, finishedAt, outcomes: `/v1/operations/${id}/outcomes` };
  });
  app.get('/v1/operations/:id/outcomes', { config: { policy: 'operations.read' }, schema: readOutcomesSchema }, async (request, reply) => {
    const operation = await ownOperation(parts, request);
    const after = wholeNumber('after', parameters(request.query, ['after']).after ?? '0');
    const outcomes = await readOutcomes(parts.pool, operation.id, after, OUTCOMES_A_PAGE);
    const last = outcomes.at(-1);
    if (outcomes.length === OUTCOMES_A_PAGE && last !== undefined) {
      reply.header('Link', `</v1/operations/${operation.id}/outcomes?after=${last.line}>; rel="next"`);
    }
    return reply.type('application/x-ndjson').send(outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
  });
}

async function startBulk(parts: BulkRouteParts, places: Places, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { pool, room, idleMs = IDLE_MS } = parts;
  const maxBytes = Math.min(parts.maxBytes ?? MAX_BULK_BYTES, shareOf(room.waitingBytes));
  parts.admit();
  parameters(request.query, []);
  const { actor, synthetic } = parts.callerOf(request);
  if (request.headers['on-behalf-of'] !== undefined) throw behalfInLines();
  const body = request.body;
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw new Problem(413, 'body-too-large', `A bulk body is at most ${maxBytes} bytes.`);
  if (!(body instanceof Readable)) throw bodyMissing();
  const id = v4();
  const leave = places.take(actor.actorId);
  try {
    await parts.beforeFirst();
    await insertOperation(pool, id, actor, synthetic);
    const heardEnough = keepHeard(pool, id);
    try {
      const bytes = await writeSpool(pool, id, await parts.spoolKey(id), arrivingBody(body, idleMs), { maxBytes, room, announced });
      if (bytes === 0) throw bodyMissing();
      if (!(await setStatus(pool, id, 'ready'))) throw bodyForgotten();
    } catch (error) {
      // When this fails too, the runner forgets the operation later.
      await deleteOperation(pool, id).catch(() => undefined);
      throw error;
    } finally {
      heardEnough();
    }
  } finally {
    leave();
  }
  parts.runner.wake();
  const location = `/v1/operations/${id}`;
  return reply.code(202).header('Location', location).header('Retry-After', '1').send({ id, status: 'ready', outcomes: `${location}/outcomes` });
}

function behalfInLines(): Problem {
  const [code, detail] = ['on-behalf-of-in-lines', 'Each line names on whose behalf it comes, by its member onBehalfOf.'];
  return new Problem(400, code, detail, { errors: [{ pointer: '/headers/on-behalf-of', code, detail }] });
}

function bodyMissing(): Problem {
  return new Problem(400, 'body-missing', `Send ${JSON_LINES[0] ?? ''}: one command a line.`);
}

/** The operation, if the caller started it; anyone else's is as absent. */
async function ownOperation(parts: BulkRouteParts, request: FastifyRequest): Promise<Operation> {
  const id = (request.params as { id?: string }).id ?? '';
  const operation = isRecordId(id) ? await findOperation(parts.pool, id) : undefined;
  if (operation === undefined || operation.actor.actorId !== parts.callerOf(request).actor.actorId) {
    throw new Problem(404, 'operation-not-found', 'There is no such operation.');
  }
  return operation;
}
