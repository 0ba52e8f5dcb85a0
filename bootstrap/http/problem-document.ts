import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/access/problem.js';

/** The RFC 9457 document of a problem as JSON text. `instance` is the request's id, which the log lines of the request carry too. */
export function problemText({ status, code, detail, errors, members }: Problem, requestId: string): string {
  return JSON.stringify({
    type: `urn:sijil:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    instance: `urn:uuid:${requestId}`,
    ...(errors.length > 0 ? { errors } : {}),
    ...members,
  });
}

/** The headers of every problem document, also of one that no hook was asked about; the content type stays as it is, JSON knows no charset. */
export const problemHeaders = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Sends a problem document. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ ...problemHeaders, ...problem.headers })
    .send(problemText(problem, reply.request.id));
}

/** The schema of a problem document, for OpenAPI. */
export const problemSchema = {
  $id: 'Problem',
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', description: 'urn:sijil:problem:<code>, or the address of a registered problem type.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; decide on this.' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    clearedBy: { type: 'string', description: 'What would clear a refusal.' },
    rule: { type: 'string' },
    ruleVersion: { type: 'string' },
    records: { type: 'array', items: { type: 'string' }, description: 'Addresses of the records that already bear the identifiers.' },
    location: { type: 'string', description: 'Address of the record, which has the revision to name.' },
    revision: { type: 'integer', description: 'The revision at which the record is now.' },
    behind: { type: 'array', items: { type: 'string' }, description: 'The read models that have not come so far.' },
    'violated-policies': { type: 'array', items: { type: 'string' }, description: 'The names of the quotas that are used up.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        additionalProperties: false,
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901 pointer into the request body; /query/… and /headers/… name a parameter or a header.',
          },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;
