import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const CONFIG = fileURLToPath(new URL('sample-run/vitest.config.ts', import.meta.url));

/** The run's last lines, with these samples and servers. */
async function lastLines(count: number, samples: readonly string[], servers: Record<string, string>): Promise<string[]> {
  const output = await new Promise<string>((resolve) => {
    const env = { PATH: process.env['PATH'], CI: '1', NO_COLOR: '1', ...servers };
    execFile(process.execPath, [VITEST, 'run', '--config', CONFIG, ...samples], { env }, (_, stdout) => resolve(stdout));
  });
  return output.trimEnd().split('\n').slice(-count);
}

it('ends with what was skipped for want of a server, and the counts alone on the last line', async () => {
  expect(await lastLines(4, ['mixed', 'servers'], {})).toEqual([
    '',
    'skipped: Elasticsearch (ELASTICSEARCH_URL is not set): 1 suite',
    'skipped: Redis (REDIS_URL is not set): 2 suites',
    '1 passed, 1 failed, 5 skipped',
  ]);
});

it('names no server that was there, and hands its address to the suite', async () => {
  expect(await lastLines(2, ['mixed', 'servers'], { ELASTICSEARCH_URL: 'http://127.0.0.1:9200', REDIS_URL: 'redis://127.0.0.1' })).toEqual([
    '',
    '5 passed, 1 failed, 1 skipped',
  ]);
});

it('says that no disk could be filled', async () => {
  expect(await lastLines(2, ['disk'], {})).toEqual([
    'skipped: a full disk (this account may not mount a file system): 1 suite',
    '0 passed, 0 failed, 1 skipped',
  ]);
});

it('counts a file that cannot be read in as a failure, and one that changed its process for the files after it', async () => {
  expect(await lastLines(1, ['broken', 'leaky', 'servers'], {})).toEqual(['1 passed, 2 failed, 2 skipped']);
});
