import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { checkRuleSetFile, readRuleSet } from './read-rule-set.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sijil-rules-'))));
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, `${Math.random()}.json`);
  await writeFile(path, text);
  return path;
}

const faults = async (text: string): Promise<readonly string[]> => {
  const checked = await checkRuleSetFile(await file(text));
  return checked.ok ? [] : checked.faults.map((one) => `${one.field}: ${one.fault}`);
};

describe('a file of a rule set', () => {
  it('is taken when it is sound, whatever its newlines and with a mark of its encoding', async () => {
    const text = `\uFEFF${JSON.stringify(nitaqat2026, null, 2).replaceAll('\n', '\r\n')}`;
    expect(await readRuleSet(await file(text))).toEqual(nitaqat2026);
  });

  it.each<[string, unknown, string]>([
    ['a member too many', { ...nitaqat2026, more: 1 }, 'more: '],
    ['a member too few', { ...nitaqat2026, gate: undefined }, 'gate: '],
    ['a value of another kind', { ...nitaqat2026, small: { ...nitaqat2026.small, below: 'six' } }, 'small/below: '],
    ['no date', { ...nitaqat2026, from: '2026-02-30' }, 'from: not a real date'],
    ['what contradicts', { ...nitaqat2026, jointCaps: [{ ...nitaqat2026.jointCaps[0], of: ['disabled', 'king'] }] }, 'jointCaps/0/of: there is no rule king'],
  ])('is refused for %s, by its field', async (_what, set, expected) => {
    expect((await faults(JSON.stringify(set)))[0]).toContain(expected);
    await expect(readRuleSet(await file(JSON.stringify(set)))).rejects.toThrow(expected);
  });

  it('tells all faults, each with its field', async () => {
    const [manufacturing] = Object.entries(nitaqat2026.curves).filter(([code]) => code === '430');
    const text = JSON.stringify({ ...nitaqat2026, curves: { '430': manufacturing?.[1] } });
    expect(await faults(text)).toHaveLength(40);
    await expect(readRuleSet(await file(text))).rejects.toThrow('curves/101: the activity has no curve (and 39 more)');
  });

  it('that is no JSON, or not there, is refused', async () => {
    expect((await faults('{"name":'))).toHaveLength(1);
    expect(await faults('{"name":"a","name":"b"}')).toEqual([expect.stringContaining('name')]);
    await expect(checkRuleSetFile(join(folder, 'none'))).rejects.toThrow('there is no such file');
    await expect(checkRuleSetFile(folder)).rejects.toThrow('is a folder');
  });
});
