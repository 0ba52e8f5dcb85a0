import { expect, it } from 'vitest';
import type { DirectoryEntry } from '../../domain/ledger/vault.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { rememberLookups } from './remember-lookups.js';

const number: Identifier = { scheme: 'iqama', value: '2900000001' };
const KEY = 'iqama:2900000001';
const led = (recordId: string): DirectoryEntry => ({ recordId, firm: true });

/** A directory that says what it is told to say, and counts how often it is asked. */
function directory(): { says: DirectoryEntry | undefined; asked: number; running: boolean; lookups: ReturnType<typeof rememberLookups> } {
  const state = { says: led('a') as DirectoryEntry | undefined, asked: 0, running: false };
  const ask = (): Promise<DirectoryEntry | undefined> => {
    state.asked += 1;
    return Promise.resolve(state.says);
  };
  return Object.assign(state, { lookups: rememberLookups(ask, (touched) => state.running && touched === KEY) });
}

it('asks once for an identifier that nothing changes', async () => {
  const one = directory();
  expect([await one.lookups.lookUp(number), await one.lookups.lookUp(number)]).toEqual([led('a'), led('a')]);
  expect(one.asked).toBe(1);
});

it('asks again for one that led nowhere once a line has brought it in', async () => {
  const one = directory();
  one.says = undefined;
  expect([await one.lookups.lookUp(number), await one.lookups.lookUp(number)]).toEqual([undefined, undefined]);
  expect(one.asked).toBe(1);
  one.lookups.begun([KEY]);
  one.says = led('b');
  expect(await one.lookups.lookUp(number)).toEqual(led('b'));
});

it('asks again while a line that brings it in runs, and once it has ended', async () => {
  const one = directory();
  await one.lookups.lookUp(number);
  one.lookups.begun([KEY]);
  one.running = true;
  await one.lookups.lookUp(number);
  one.says = led('b');
  one.running = false;
  expect(await one.lookups.lookUp(number)).toEqual(led('b'));
  expect(one.asked).toBe(3);
});

it('keeps no answer that was under way when a line began or the directory was rearranged', async () => {
  for (const change of ['begun', 'rearranged'] as const) {
    const one = directory();
    const underWay = one.lookups.lookUp(number);
    if (change === 'begun') one.lookups.begun([KEY]);
    else one.lookups.forgetAll();
    await underWay;
    one.says = led('b');
    expect(await one.lookups.lookUp(number), change).toEqual(led('b'));
  }
});
