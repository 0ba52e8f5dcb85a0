// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a write is acknowledged after its bytes are flushed; a record cut off at the file's end never was one.
import { open, type FileHandle } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { StoredWrite } from './stored-event.js';

const HEAD_BYTES = 8;

/** The append-only file of a node. Writes that wait together share one flush. */
export interface LogFile {
  /** Resolves once the write and all before it are durable. Rejects when the disk refused, and then for ever. */
  append(write: StoredWrite): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file, gives the writes it holds, and cuts what a crash left half-written. */
export async function openLogFile(path: string): Promise<{ file: LogFile; writes: StoredWrite[] }> {
  const handle = await open(path, 'a+');
  const { writes, bytes } = whole(await handle.readFile());
  await handle.truncate(bytes);
  return { file: appender(handle), writes };
}

function whole(content: Buffer): { writes: StoredWrite[]; bytes: number } {
  const writes: StoredWrite[] = [];
  let bytes = 0;
  while (bytes + HEAD_BYTES <= content.length) {
    const body = content.subarray(bytes + HEAD_BYTES, bytes + HEAD_BYTES + content.readUInt32LE(bytes));
    if (body.length < content.readUInt32LE(bytes) || crc32(body) !== content.readUInt32LE(bytes + 4)) break;
    writes.push(deserialize(body) as StoredWrite);
    bytes += HEAD_BYTES + body.length;
  }
  return { writes, bytes };
}

interface Waiting {
  readonly bytes: readonly [Buffer, Buffer];
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

function appender(handle: FileHandle): LogFile {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let broken: Error | undefined;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        const { bytesWritten } = await handle.writev(group.flatMap(({ bytes }) => bytes));
        if (bytesWritten < group.reduce((sum, { bytes: [head, body] }) => sum + head.length + body.length, 0))
          throw new Error('short write');
        await handle.datasync();
        for (const { done } of group) done();
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        for (const { failed } of group) failed(broken);
      }
    }
    flushing = undefined;
  };

  return {
    append(write) {
      const body = serialize(write);
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32LE(body.length);
      head.writeUInt32LE(crc32(body), 4);
      const durable = new Promise<void>((done, failed) => waiting.push({ bytes: [head, body], done, failed }));
      flushing ??= flush();
      return durable;
    },
    async close() {
      await flushing;
      await handle.close().catch(() => undefined);
    },
  };
}
