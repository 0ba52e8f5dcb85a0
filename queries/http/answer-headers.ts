import type { FastifyReply } from 'fastify';
import type { Position } from '../../domain/ledger/position.js';

/** The header that names where in the log an answer stands; none before anything was read of it. */
export function positionHeader(position: Position | undefined): Readonly<Record<string, string>> {
  return position === undefined ? {} : { 'Ledger-Position': position };
}

/** Sets `Ledger-Position`. */
export function namePosition(reply: FastifyReply, position: Position | undefined): void {
  // In lower case, as Fastify sends all names: a text that is another one's copy has to be looked up among all names first.
  if (position !== undefined) reply.header('ledger-position', position);
}

/** Whether `If-None-Match` names the tag (weak comparison, RFC 9110 13.1.2). */
export function noneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
