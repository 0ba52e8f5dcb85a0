import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { LeaderGate } from './leader-gate.js';

/** A gate whose probes succeed from the nth on, and a count of them. */
function gateOf(succeedsFrom: number, awayMs = 60_000): { readonly gate: LeaderGate; probes: number } {
  const seen = {
    probes: 0,
    gate: new LeaderGate(async () => {
      seen.probes += 1;
      await new Promise(setImmediate);
      if (seen.probes < succeedsFrom) throw new Error('nobody leads');
    }, awayMs),
  };
  return seen;
}

describe('the gate before the leader', () => {
  it('asks once for all who wait, and not again while nothing broke', async () => {
    const seen = gateOf(1);
    await Promise.all(Array.from({ length: 20 }, () => seen.gate.ready()));
    await seen.gate.ready();
    expect(seen.probes).toBe(1);
    seen.gate.trouble();
    await Promise.all(Array.from({ length: 20 }, () => seen.gate.ready()));
    expect(seen.probes).toBe(2);
  });

  it('waits while the leader is away for a while', async () => {
    const seen = gateOf(3);
    await seen.gate.ready();
    expect(seen.probes).toBe(3);
  });

  it('tells who waits once the outage has lasted, tells who comes later at the first failure, and opens by itself', async () => {
    const seen = gateOf(Infinity, 120);
    await expect(seen.gate.ready()).rejects.toBeInstanceOf(StoreUnavailable);
    const before = seen.probes;
    expect(before).toBeGreaterThan(1);
    await expect(seen.gate.ready()).rejects.toThrow('nobody leads');
    expect(seen.probes).toBe(before + 1);
    const later = gateOf(2, 0);
    await expect(later.gate.ready()).rejects.toBeInstanceOf(StoreUnavailable);
    await later.gate.ready();
  });
});
