// Law: bodies of bulk requests that wait take up no more than their room, and of it one client no more than half: what would be beyond is refused before it is stored.
import type { Pool } from 'pg';
import { Places } from '../../domain/access/places.js';
import { Problem } from '../../domain/access/problem.js';

/** How much room there is. */
export interface BulkRoom {
  /** Bodies that a process takes in at a time. Of each a piece, as it came and as it is sealed, is in memory. */
  readonly bodies: number;
  /** Bytes of bodies, of all processes, whose lines have not all run yet. They stand in the database. */
  readonly waitingBytes: number;
}

/** Seconds after which a client whose body found no room should come again: lines of others have to run until then. */
const COME_AGAIN = { headers: { 'Retry-After': '10' } };

/** What of a room one client may have: one at least. */
export function shareOf(room: number): number {
  return Math.ceil(room / 2);
}

/** The places of bodies that a process takes in. */
export function bodyPlaces({ bodies }: BulkRoom): Places {
  return new Places(
    { most: bodies, mostOfOne: shareOf(bodies) },
    {
      ofOne: () => new Problem(429, 'bulk-places-taken', 'You send as many bulk bodies at a time as one client may.', COME_AGAIN),
      ofAll: () => new Problem(503, 'bulk-busy', 'No more bulk bodies can be taken in now.', COME_AGAIN),
    },
  );
}

/** Takes room for so many bytes more of an operation's body, which it has until it ends or is forgotten. Throws Problem 429 or 503 where there is none. */
export async function takeRoom(pool: Pool, operation: string, bytes: number, { waitingBytes }: BulkRoom): Promise<void> {
  const { rows } = await pool.query<{ taken: 'taken' | 'own' | 'all' }>('select commands.take_room($1, $2, $3, $4) as taken', [operation, bytes, shareOf(waitingBytes), waitingBytes]);
  const taken = rows[0]?.taken;
  if (taken === 'own') throw new Problem(429, 'bulk-share-taken', 'Bulk bodies of yours that wait take up all that one client may have.', COME_AGAIN);
  if (taken !== 'taken') throw new Problem(503, 'bulk-full', 'Bulk bodies that wait take up all the room there is.', COME_AGAIN);
}
