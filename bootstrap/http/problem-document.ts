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
    band: { type: 'string', description: 'The band in which the employer’s entity stands, where that is why.' },
    bandNeeded: { type: 'string', description: 'The least band that is asked for.' },
    week: { type: 'string', format: 'date', description: 'Last day of the week by which the band is judged: the last that was closed before the day.' },
    distance: {
      type: 'object',
      description: 'How far the band that is needed is, by the sums with which the present one was published.',
      required: ['heads', 'ratio'],
      additionalProperties: false,
      properties: {
        heads: { type: ['integer', 'null'], description: 'Saudis of full weight more; null where no number reaches it.' },
        ratio: { type: ['number', 'null'], description: 'Points of percent at the present size; null where no curve is asked.' },
      },
    },
    weeksHeld: {
      type: 'object',
      description: 'For how many weeks the band was held, where it must have been held for some.',
      required: ['onEnd', 'within'],
      additionalProperties: false,
      properties: {
        onEnd: { type: 'integer', description: 'Weeks on end up to that week.' },
        within: { type: 'integer', description: 'Weeks among those that are looked at.' },
      },
    },
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
