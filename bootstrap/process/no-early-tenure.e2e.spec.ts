import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../../dist/bootstrap/process/no-early-tenure.js', import.meta.url));

/** MB by which the old space grows while objects come and go, behind a while in which those of the same constructor stayed: 2 to 8 unless the engine is told. */
async function oldGrowth(): Promise<number> {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { makeAllYoung } from ${JSON.stringify(built)};
    makeAllYoung();
    class One { constructor(n) { this.list = [n]; } }
    const make = (n) => new One(n);
    const old = () => getHeapSpaceStatistics().find((space) => space.space_name === 'old_space').space_used_size;
    let kept = [];
    let seen = 0;
    for (let round = 0; round < 16; round += 1) {
      kept = [];
      for (let n = 0; n < 200_000; n += 1) kept.push(make(n));
    }
    for (let n = 0; n < 100_000; n += 1) seen += make(n).list.length;
    const begun = old();
    let most = 0;
    for (let n = 0; n < 300_000; n += 1) {
      seen += make(n).list.length;
      if (n % 1_000 === 0) most = Math.max(most, old() - begun);
    }
    console.log(JSON.stringify({ most: most / 1e6, seen: seen + kept.length }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=1', '--input-type=module', '-e', script]);
  return (JSON.parse(stdout) as { most: number }).most;
}

describe('what is made where others stayed', () => {
  it('is young all the same', async () => {
    expect(await oldGrowth()).toBeLessThan(0.5);
  });
});
