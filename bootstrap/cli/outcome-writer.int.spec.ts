import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutcomeWriter } from './outcome-writer.js';

describe('the file of outcomes', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sijil-outcomes-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds a line an outcome', async () => {
    const path = join(folder, 'outcomes.ndjson');
    const writer = await createOutcomeWriter(path);
    await writer.write({ line: 1 });
    await writer.write({ line: 2 });
    await writer.close();
    expect(await readFile(path, 'utf8')).toBe('{"line":1}\n{"line":2}\n');
  });

  it('makes its writers wait for a reader that does not take it', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const reader = createReadStream(pipe);
    reader.pause();
    const writer = await createOutcomeWriter(pipe);
    // More than pipe, reader and buffers hold together.
    const detail = 'x'.repeat(1024 * 1024);
    let waited = true;
    const writes = [1, 2].map((line) => writer.write({ line, detail }).then(() => (waited = false)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(waited).toBe(true);
    const all = text(reader);
    await Promise.all(writes);
    await writer.close();
    expect((await all).split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([1, 2]);
  });

  it('fails who writes to a file that takes no more', async () => {
    const writer = await createOutcomeWriter('/dev/full');
    await expect(writer.write({ detail: 'x'.repeat(1024 * 1024) })).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(writer.write({ line: 2 })).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(writer.close()).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});
