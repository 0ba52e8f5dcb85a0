import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { factsOf, idOf, recordedEvent, type GivenEvent } from '../../projections/testing/given-events.js';
import { citizen, day, employeeEvent } from '../../projections/testing/market-events.js';
import { buildEventRegistry } from '../ledger/registries.js';
import { deceasedBy } from './is-deceased.js';

const registry = buildEventRegistry();
const died = employeeEvent('human', 'DeathRecorded', { effectiveOn: day('2026-02-01') });

/** Asks a log that holds these events. */
const asked = (...given: readonly GivenEvent[]): Promise<boolean> => {
  const events = factsOf(given).map((fact) => recordedEvent(fact));
  const readStream = async (stream: string, from: number, limit: number) => events.filter((event) => event.stream === stream && event.revision >= from).slice(0, limit);
  return deceasedBy({ readStream }, registry)(idOf('human'));
};

describe('a human', () => {
  it('is deceased once his record says so, and not for what another’s says', async () => {
    expect(await asked(citizen('human'))).toBe(false);
    expect(await asked(citizen('human'), died)).toBe(true);
    expect(await asked(citizen('human'), citizen('another'), employeeEvent('another', 'DeathRecorded', { effectiveOn: day('2026-02-01') }))).toBe(false);
  });

  it('without a record lives, as who was only ever named', async () => {
    expect(await asked()).toBe(false);
  });

  it('is not taken to live while the log cannot be asked', async () => {
    await expect(deceasedBy({ readStream: () => Promise.reject(new StoreUnavailable('away')) }, registry)(idOf('human'))).rejects.toThrow(StoreUnavailable);
  });
});
