// Law: a bulk body is answered with 202 only once it stands sealed in the database.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { v4 } from 'uuid';
import { Problem } from '../../domain/access/problem.js';
import type { Role } from '../../domain/access/roles.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
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
import type { Caller } from './command-routes.js';

/** Bytes of a bulk body. */
const MAX_BULK_BYTES = 1024 * 1024 * 1024;
const MEDIA_TYPES = ['application/x-ndjson', 'application/jsonl', 'application/jsonlines'];
const OUTCOMES_A_PAGE = 1_000;
const ROLES: readonly Role[] = ['platform-service'];

export interface BulkRouteParts {
  readonly pool: Pool;
  readonly runner: OperationRunner;
  readonly spoolKey: (operation: string) => Promise<Buffer>;
  readonly callerOf: (request: FastifyRequest) => Caller;
  /** Throws Problem 503 while no command may be decided. */
  readonly admit: () => void;
  /** Called before a command from outside is decided. */
  readonly beforeFirst: () => Promise<void>;
}

/** Adds POST /v1/bulk and the operation's routes. */
export function addBulkRoutes(app: FastifyInstance, parts: BulkRouteParts): void {
  app.addContentTypeParser(MEDIA_TYPES, { bodyLimit: MAX_BULK_BYTES }, (_request, payload, done) => done(null, payload));
  const security = [{ bearer: [] }];

  app.post(
    '/v1/bulk',
    {
      config: { roles: ROLES },
      bodyLimit: MAX_BULK_BYTES,
      schema: {
        operationId: 'StartBulk',
        summary: 'Sends many commands, one a line, each with its own key; answers with an operation to follow.',
        tags: ['bulk'],
        security,
        consumes: MEDIA_TYPES,
        response: { 202: { description: 'The body is kept; the operation runs.' } },
      },
    },
    async (request, reply) => {
      parts.admit();
      const { actor, synthetic } = parts.callerOf(request);
      const body = request.body;
      if (!isStream(body)) throw new Problem(415, 'media-type', `Send ${MEDIA_TYPES[0] ?? ''}: one command a line.`);
      const id = v4();
      await parts.beforeFirst();
      await insertOperation(parts.pool, id, actor, synthetic);
      try {
        await writeSpool(parts.pool, id, await parts.spoolKey(id), body, MAX_BULK_BYTES);
      } catch (error) {
        await deleteOperation(parts.pool, id);
        throw error;
      }
      await setStatus(parts.pool, id, 'ready');
      parts.runner.wake();
      const location = `/v1/operations/${id}`;
      return reply.code(202).header('Location', location).header('Retry-After', '1').send({ id, status: 'ready', outcomes: `${location}/outcomes` });
    },
  );

  app.get(
    '/v1/operations/:id',
    {
      config: { roles: ROLES },
      schema: { operationId: 'ReadOperation', summary: 'How far a bulk operation has come.', tags: ['bulk'], security },
    },
    async (request, reply) => {
      const operation = await ownOperation(parts, request);
      const { id, status, accepted, refused, failure, createdAt, finishedAt } = operation;
      if (status !== 'finished' && status !== 'failed') reply.header('Retry-After', '1');
      return { id, status, accepted, refused, failure, createdAt, finishedAt, outcomes: `/v1/operations/${id}/outcomes` };
    },
  );

  app.get(
    '/v1/operations/:id/outcomes',
    {
      config: { roles: ROLES },
      schema: {
        operationId: 'ReadOutcomes',
        summary: 'The outcome of each line, as JSON lines in file order.',
        tags: ['bulk'],
        security,
        querystring: { type: 'object', properties: { after: { type: 'integer', minimum: 0, description: 'Line behind which to begin.' } } },
      },
    },
    async (request, reply) => {
      const operation = await ownOperation(parts, request);
      const after = Number((request.query as { after?: string }).after ?? 0);
      if (!Number.isInteger(after) || after < 0) throw new Problem(400, 'invalid-query', 'after is the number of a line.');
      const outcomes = await readOutcomes(parts.pool, operation.id, after, OUTCOMES_A_PAGE);
      const last = outcomes.at(-1);
      if (outcomes.length === OUTCOMES_A_PAGE && last !== undefined) {
        reply.header('Link', `</v1/operations/${operation.id}/outcomes?after=${last.line}>; rel="next"`);
      }
      return reply.type('application/x-ndjson').send(outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
    },
  );
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

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
