import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';

/** The record that a request's path names. Throws Problem 404 for what cannot be one. */
export function recordIdOf(request: FastifyRequest, name = 'id'): string {
  const id = (request.params as Readonly<Record<string, string | undefined>>)[name] ?? '';
  if (!isRecordId(id)) throw recordNotFound();
  return id;
}

/** There is no such record, or none yet. */
export function recordNotFound(headers: Readonly<Record<string, string>> = {}): Problem {
  return new Problem(404, 'record-not-found', 'There is no such record.', { headers });
}
