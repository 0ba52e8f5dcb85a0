import { expect, it } from 'vitest';
import { Windows } from './windows.js';

it('windows that are over are gone before there are many of them', () => {
  const clock = { at: 0 };
  const windows = new Windows(1_000, (end) => ({ end, spent: 0 }), { now: () => clock.at });
  for (let n = 0; n < 10_000; n += 1) {
    clock.at += 10;
    windows.of(`key ${n}`, clock.at);
    expect(windows.size).toBeLessThanOrEqual(102);
  }
});
