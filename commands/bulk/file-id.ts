import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { nameUuid } from '../handler/name-uuid.js';

/** Namespace of files by content. */
const FILES = 'a4a5e0f6-0c0e-5f0a-9a52-5a1b3a4f6c11';

/** The id of a file's content: the same file is the same import, wherever it lies. */
export async function fileIdOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return nameUuid(hash.digest('hex'), FILES);
}

/** The correlation id of a line: from an event in the log one can tell which line it came from. */
export function lineCorrelation(fileId: string, line: number): string {
  return nameUuid(`line:${line}`, fileId);
}
