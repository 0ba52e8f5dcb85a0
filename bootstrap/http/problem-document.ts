import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/access/problem.js';

/** Sends an RFC 9457 problem document. `instance` is the request's id, which the log lines of the request carry too. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, code, detail, errors, members, headers } = problem;
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:sijil:problem:${code}`,
        title: STATUS_CODES[status] ?? 'Error',
        status,
        code,
        detail,
        instance: `urn:uuid:${reply.request.id}`,
        ...(errors.length > 0 ? { errors } : {}),
        ...members,
      }),
    );
}

/** The schema of a problem document, for OpenAPI. */
export const problemSchema = {
  $id: 'Problem',
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: 'urn:sijil:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; decide on this.' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    clearedBy: { type: 'string', description: 'What would clear a refusal.' },
    rule: { type: 'string' },
    ruleVersion: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901 pointer into the request body.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;
