// Law: a bulk body stands sealed in the database before its 202 is sent, and is gone once it has run.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { Problem } from '../../domain/access/problem.js';
import { bodyForgotten } from './body-heard.js';
import { takeRoom, type BulkRoom } from './bulk-room.js';

const CHUNK_BYTES = 256 * 1024;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A chunk of a body was altered, or was sealed under another key: the operation cannot be run. */
export class SpoolUnreadable extends Error {
  override readonly name = 'SpoolUnreadable';
}

/** Within what a body is taken in. */
export interface SpoolLimits {
  readonly maxBytes: number;
  readonly room: BulkRoom;
  /** How many bytes its client said it has; 0 where he did not. */
  readonly announced?: number;
}

/** Seals a body chunk by chunk; throws Problem 413 beyond `maxBytes`, 429 or 503 where there is no room for it, before anything of it is read where its length is known, and 503 where the operation was forgotten meanwhile. Gives the number of bytes. */
export async function writeSpool(
  pool: Pool,
  operation: string,
  key: Buffer,
  body: AsyncIterable<Uint8Array>,
  { maxBytes, room, announced = 0 }: SpoolLimits,
): Promise<number> {
  let taken = announced;
  if (announced > 0) await takeRoom(pool, operation, announced, room);
  let bytes = 0;
  let n = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  const flush = async (): Promise<void> => {
    if (pendingBytes === 0) return;
    if (bytes > taken) {
      await takeRoom(pool, operation, bytes - taken, room);
      taken = bytes;
    }
    const sealed = seal(key, operation, n, Buffer.concat(pending));
    const { rowCount } = await pool.query(
      'insert into commands.spool (operation, n, chunk) select o.id, $2, $3 from commands.operation o where o.id = $1',
      [operation, n, sealed],
    );
    if (rowCount !== 1) throw bodyForgotten();
    n += 1;
    pending = [];
    pendingBytes = 0;
  };
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Problem(413, 'body-too-large', `A bulk body is at most ${maxBytes} bytes.`);
    pending.push(chunk);
    pendingBytes += chunk.length;
    if (pendingBytes >= CHUNK_BYTES) await flush();
  }
  await flush();
  return bytes;
}

/** The body as it came, chunk by chunk. Throws SpoolUnreadable. */
export async function* readSpool(pool: Pool, operation: string, key: Buffer): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n += 1) {
    const { rows } = await pool.query<{ chunk: Buffer }>('select chunk from commands.spool where operation = $1 and n = $2', [
      operation,
      n,
    ]);
    const chunk = rows[0]?.chunk;
    if (chunk === undefined) return;
    yield open(key, operation, n, chunk);
  }
}

function seal(key: Buffer, operation: string, n: number, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`${operation}:${n}`));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, operation: string, n: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(`${operation}:${n}`));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SpoolUnreadable(`chunk ${n} of the body of operation ${operation} does not open`);
  }
}
