// Law: every command with a role has exactly one route, made from its definition and from nothing else.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v4 } from 'uuid';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { Caller } from '../../domain/access/caller.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import type { CommandAnswer } from '../handler/request.js';
import type { OnceRunner } from '../handler/run-once.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import { inWords } from '../registry/on-behalf.js';
import { routeOf, type CommandRegistry } from '../registry/registry.js';
import type { BoundedCommands } from './bounded-commands.js';
import { parameters, requirePosition } from './parameters.js';
import { idempotencyKey, ifMatch, onBehalfOf, traceparent } from './request-headers.js';
import { bearerSecurity, idInPath, problemResponses } from './route-schema.js';

export interface CommandRouteParts {
  readonly registry: CommandRegistry;
  readonly handler: CommandHandler;
  readonly store: Pick<EventStore, 'head'>;
  readonly once: OnceRunner;
  readonly bounded: BoundedCommands;
  readonly clock: Clock;
  /** The caller of a request whose token was verified. */
  readonly callerOf: (request: FastifyRequest) => Caller;
  /** Throws Problem 503 while no command may be decided. */
  readonly admit: () => void;
  /** Called before a command from outside is decided: from then on the ledger may hold more than a demo. */
  readonly beforeFirst: () => Promise<void>;
}

/** Adds a POST route for each command that has a role. */
export function addCommandRoutes(app: FastifyInstance, parts: CommandRouteParts): void {
  for (const definition of parts.registry.commands) {
    if (definition.policy === null) continue;
    app.route({
      method: 'POST',
      url: routeOf(definition).replace('{id}', ':id'),
      schema: routeSchema(definition),
      config: { policy: definition.policy },
      handler: (request, reply) => answerCommand(parts, definition, request, reply),
    });
  }
}

async function answerCommand(
  parts: CommandRouteParts,
  definition: AnyCommandDefinition,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  parts.admit();
  const { actor, synthetic } = parts.callerOf(request);
  const behalf = onBehalfOf(request.headers['on-behalf-of']);
  const { after } = parameters(request.query, ['after']);
  const key = idempotencyKey(request.headers['idempotency-key']);
  const command = parts.handler.prepare({
    name: definition.name,
    recordId: recordIdOf(definition, request),
    payload: request.body,
    actor: behalf === null ? actor : { ...actor, onBehalfOf: behalf },
    once: { key },
    revision: definition.kind === 'create' ? 'optional' : ifMatch(request.headers['if-match']),
    correlationId: request.id,
    causationId: v4(),
    traceparent: traceparent(request.headers.traceparent),
    synthetic,
    clock: parts.clock,
  });
  const answer = await parts.bounded.run(async () => {
    await requirePosition(parts.store, after);
    await parts.beforeFirst();
    return parts.once.run(command);
  });
  return sendAnswer(reply, answer);
}

function recordIdOf(definition: AnyCommandDefinition, request: FastifyRequest): string | null {
  if (definition.kind === 'create') return null;
  const id = (request.params as { id?: string }).id ?? '';
  if (!isRecordId(id)) throw new Problem(404, 'record-not-found', 'There is no such record.');
  return id;
}

/** 201 for a created record, 200 for a change; the same again for a replay. */
function sendAnswer(reply: FastifyReply, answer: CommandAnswer): FastifyReply {
  const { id, revision, position, events } = answer;
  return reply
    .code(answer.created ? 201 : 200)
    .header('Location', `/v1/${answer.path}/${id}`)
    .header('ETag', `"${revision}"`)
    .header('Ledger-Position', position)
    .send({ id, revision, position, events });
}

const answerSchema = z.object({
  id: z.uuid().meta({ description: 'Id of the record.' }),
  revision: z.int().min(0).meta({ description: 'Revision of the record after the command; the next If-Match.' }),
  position: z.string().meta({ description: 'Position in the log: pass it as `after` to read your own write.' }),
  events: z.array(z.object({ id: z.uuid(), type: z.string() })),
});

const answerHeaders = {
  Location: { type: 'string', description: 'Address of the record.' },
  ETag: { type: 'string', description: 'The revision, in quotes: the next If-Match.' },
  'Ledger-Position': { type: 'string', description: 'The position of the body.' },
};

const queryParameters = {
  type: 'object',
  properties: { after: { type: 'string', description: 'A position that an answer named: what it holds is seen by the decision.' } },
};

const ALWAYS = [400, 401, 403, 408, 409, 410, 413, 415, 422, 503];

function behalfHeader({ onBehalfOf: parties = [] }: AnyCommandDefinition): string {
  return `Directory id of the human in whose name the command comes; none for the department itself. It may come on behalf of: ${parties.map(inWords).join('; or ')}.`;
}

function routeSchema(definition: AnyCommandDefinition): object {
  const changes = definition.kind === 'change';
  const headers = {
    type: 'object',
    properties: {
      'idempotency-key': { type: 'string', description: 'A key of your own, the same at every retry of this command.' },
      'on-behalf-of': { type: 'string', format: 'uuid', description: behalfHeader(definition) },
      ...(changes ? { 'if-match': { type: 'string', description: 'The revision you know, in quotes: "7".' } } : {}),
    },
    required: changes ? ['idempotency-key', 'if-match'] : ['idempotency-key'],
  };
  return {
    operationId: definition.name,
    summary: definition.summary,
    tags: [definition.record.path],
    security: bearerSecurity,
    headers,
    querystring: queryParameters,
    body: definition.schema,
    ...(changes ? { params: idInPath } : {}),
    response: {
      [changes ? 200 : 201]: { description: 'The command was accepted.', headers: answerHeaders, is: answerSchema },
      ...problemResponses(changes ? [...ALWAYS, 404, 412, 428] : ALWAYS),
    },
  };
}
