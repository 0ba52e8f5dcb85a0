import { Problem } from '../../domain/access/problem.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';
import type { CommandRequest } from '../handler/request.js';

const KEY = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
const REVISION = /^"(\d{1,9})"$/;
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The Idempotency-Key of a command: a quoted structured string or a bare token. Throws Problem 400. */
export function idempotencyKey(header: string | string[] | undefined): string {
  if (header === undefined) {
    throw atFault('idempotency-key', 'idempotency-key-missing', 'Every command needs an Idempotency-Key header: a key of your own, the same at every retry.');
  }
  const text = Array.isArray(header) ? '' : header.trim();
  const key = text.startsWith('"') && text.endsWith('"') && text.length >= 2 ? text.slice(1, -1) : text;
  if (!KEY.test(key)) {
    throw atFault('idempotency-key', 'idempotency-key-malformed', 'Idempotency-Key is 1 to 200 visible ASCII characters, without quotes or backslashes.');
  }
  return key;
}

/** The revision that If-Match names: `"7"`; `*` accepts any. Throws Problem 400 for anything else. */
export function ifMatch(header: string | undefined): CommandRequest['revision'] {
  if (header === undefined) return 'required';
  if (header.trim() === '*') return 'optional';
  const revision = REVISION.exec(header.trim())?.[1];
  if (revision === undefined) throw atFault('if-match', 'if-match-malformed', 'If-Match is one revision in quotes, as the ETag gave it: "7".');
  return { match: Number(revision) };
}

/** The human on whose behalf a command comes, by directory id; null for the department itself. Throws Problem 400. */
export function onBehalfOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const id = Array.isArray(header) ? '' : header.trim();
  if (!isRecordId(id)) {
    throw atFault('on-behalf-of', 'on-behalf-of-malformed', 'On-Behalf-Of is one directory id: of an employee’s record, or of an authorised person.');
  }
  return id;
}

/** A W3C traceparent as it came, or null when there is none of that shape. */
export function traceparent(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && TRACEPARENT.test(header) ? header : null;
}

function atFault(header: string, code: string, detail: string): Problem {
  return new Problem(400, code, detail, { errors: [{ pointer: `/headers/${header}`, code, detail }] });
}
