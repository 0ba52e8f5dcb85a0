import { z } from 'zod';
import { bulkLine } from '../bulk/bulk-line.js';
import { bearerSecurity, idInPath, problemResponses } from './route-schema.js';

/** Media types of JSON lines. */
export const JSON_LINES = ['application/x-ndjson', 'application/jsonl', 'application/jsonlines'];

const id = z.uuid().meta({ description: 'Id of the operation.' });
const outcomes = z.string().meta({ description: 'Address of the outcomes, one a line.' });
const status = z.enum(['spooling', 'ready', 'running', 'finished', 'failed']);

/** What the start of a bulk operation answers. */
export const startedOperation = z.strictObject({ id, status, outcomes });

/** An operation as its owner sees it. */
export const shownOperation = z.strictObject({
  id,
  status,
  accepted: z.int().min(0).meta({ description: 'Lines that were accepted so far.' }),
  refused: z.int().min(0).meta({ description: 'Lines that were refused so far.' }),
  failure: z.string().nullable().meta({ description: 'Why a failed operation could not go on.' }),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  outcomes,
});

const common = { line: z.int().min(1), key: z.string().nullable() };

/** What became of one line. */
export const shownOutcome = z.union([
  z.strictObject({
    ...common,
    outcome: z.literal('accepted'),
    id: z.uuid(),
    revision: z.int().min(0),
    position: z.string(),
    events: z.array(z.strictObject({ id: z.uuid(), type: z.string() })),
  }),
  z.strictObject({
    ...common,
    outcome: z.literal('refused'),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; the same as by HTTP.' }),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
  }),
]);

// A command's own schema says what its data holds; here it is any object.
const line = bulkLine.extend({ data: z.record(z.string(), z.unknown()) });

const common400 = [400, 401, 403];

/** POST /v1/bulk as OpenAPI shows it. */
export const startBulkSchema = {
  operationId: 'StartBulk',
  summary: 'Sends many commands, one a line, each with its own key; answers with an operation to follow.',
  description: 'The schema of the body is that of one line.',
  tags: ['bulk'],
  security: bearerSecurity,
  consumes: JSON_LINES,
  body: line,
  response: {
    202: {
      description: 'The body is kept; the operation runs.',
      headers: { Location: { type: 'string', description: 'Address of the operation.' }, 'Retry-After': { type: 'string' } },
      is: startedOperation,
    },
    ...problemResponses([...common400, 408, 413, 415, 503]),
  },
};

/** GET /v1/operations/{id} as OpenAPI shows it. */
export const readOperationSchema = {
  operationId: 'ReadOperation',
  summary: 'How far a bulk operation has come.',
  tags: ['bulk'],
  security: bearerSecurity,
  params: idInPath,
  response: {
    200: {
      description: 'The operation.',
      headers: { 'Retry-After': { type: 'string', description: 'Seconds after which to ask again; none when it has ended.' } },
      is: shownOperation,
    },
    ...problemResponses([...common400, 404, 503]),
  },
};

/** GET /v1/operations/{id}/outcomes as OpenAPI shows it. */
export const readOutcomesSchema = {
  operationId: 'ReadOutcomes',
  summary: 'The outcome of each line, as JSON lines in file order.',
  description: 'The schema is that of one line. Lines are told as they end; `Link` names the next page while a page is full.',
  tags: ['bulk'],
  security: bearerSecurity,
  params: idInPath,
  querystring: { type: 'object', properties: { after: { type: 'integer', minimum: 0, description: 'Line behind which to begin.' } } },
  response: {
    200: {
      description: 'Outcomes, one a line.',
      headers: { Link: { type: 'string', description: 'The next page (RFC 8288).' } },
      content: { 'application/x-ndjson': { schema: shownOutcome } },
    },
    ...problemResponses([...common400, 404, 503]),
  },
};
