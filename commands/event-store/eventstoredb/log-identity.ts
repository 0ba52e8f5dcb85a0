// Law: a log has one id, made by whoever comes first and read by all others; it lives in the log and in no event of the ledger.
import { randomBytes, randomUUID } from 'node:crypto';
import type { BatchStream } from './batch-stream.js';
import { CallFailed } from './call-failure.js';
import type { RecordsReader } from './records-reader.js';
import { IDENTITY_STREAM, textOf } from './recorded-record.js';

/** The id of the log, made when it has none. Rejects with StoreUnavailable or CallFailed: nothing but the id may have been written. */
export async function identify(reader: RecordsReader, batch: () => Promise<BatchStream>): Promise<string> {
  const known = await readIdentity(reader);
  if (known !== undefined) return known;
  const data = JSON.stringify({ logId: randomBytes(8).toString('hex') });
  // The server takes the stream's first event from one process only; the others find it.
  const append = {
    stream: IDENTITY_STREAM,
    expected: -1,
    events: [{ id: randomUUID(), type: 'LogIdentified', data, metadata: '' }],
    bytes: data.length,
  };
  const reply = await (await batch()).send(append);
  const made = await readIdentity(reader);
  if (made !== undefined) return made;
  throw new CallFailed(`the log could not be given an id: ${'reason' in reply ? reply.reason : reply.kind}`, false);
}

/** Checks that the log which answers is the one that was opened. Rejects with CallFailed or StoreUnavailable. */
export async function confirmIdentity(reader: RecordsReader, logId: string): Promise<void> {
  const found = await readIdentity(reader);
  if (found !== logId) throw new CallFailed(`another log answers: ${found ?? 'one without an id'}, not ${logId}`, false);
}

async function readIdentity(reader: RecordsReader): Promise<string | undefined> {
  const [first] = await reader.stream(IDENTITY_STREAM, 0, 1);
  if (first === undefined) return undefined;
  const { logId } = JSON.parse(textOf(first.record.getData_asU8())) as { logId?: unknown };
  if (typeof logId !== 'string' || !/^[0-9a-f]{16}$/.test(logId))
    throw new Error(`the stream ${IDENTITY_STREAM} holds something else than the log’s id`);
  return logId;
}
