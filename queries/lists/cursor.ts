// Law: a cursor says behind which row of exactly one list to go on; changed, or sent to another list, it is refused.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../domain/access/problem.js';

/** The row a page ended with: the value it is sorted by, and its id. */
export interface PagePlace {
  readonly sortedBy: string;
  readonly id: string;
}

/**
 * What makes a list the same list: the log it is read from, its path, its order, every filter, and whose it is where it is one company's. A digest of it is
 * in the cursor. It needs no secret: a cursor holds a day and an id and gives nothing that its list does not give.
 */
export interface ListIdentity {
  readonly logId: string;
  readonly path: string;
  readonly order: string;
  readonly filters: Readonly<Record<string, string>>;
  /** The company for which an employer reads it. */
  readonly actingFor?: string | null;
}

const SHAPE = /^(\d{4}-\d{2}-\d{2})\n([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The cursor that goes on behind a row. */
export function writeCursor(list: ListIdentity, place: PagePlace): string {
  const text = Buffer.from(`${place.sortedBy}\n${place.id}`, 'utf8');
  return Buffer.concat([digest(list, text), text]).toString('base64url');
}

/** The place that a cursor names. Throws Problem 400 `invalid-cursor`. */
export function readCursor(list: ListIdentity, cursor: string): PagePlace {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(digestBytes);
  const [, sortedBy, id] = SHAPE.exec(text.toString('utf8')) ?? [];
  // Lenient base64 reads several texts as the same bytes; only the one that was written counts.
  const genuine =
    bytes.toString('base64url') === cursor &&
    bytes.length > digestBytes &&
    timingSafeEqual(bytes.subarray(0, digestBytes), digest(list, text));
  if (!genuine || sortedBy === undefined || id === undefined) {
    throw new Problem(400, 'invalid-cursor', 'This cursor was not made for this list with these filters.', {
      errors: [{ pointer: '/query/cursor', code: 'invalid-cursor', detail: 'Take it from `next` as it is, or begin anew without.' }],
    });
  }
  return { sortedBy, id };
}

const digestBytes = 16;

function digest(list: ListIdentity, text: Buffer): Buffer {
  const filters = Object.entries(list.filters).sort(([a], [b]) => (a < b ? -1 : 1));
  const own = list.actingFor === undefined ? [] : [list.actingFor];
  const identity = JSON.stringify([list.logId, list.path, list.order, filters, ...own]);
  return createHmac('sha256', identity).update(text).digest().subarray(0, digestBytes);
}
