import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { factsOf, idOf, recordedEvent, type GivenEvent } from '../../projections/testing/given-events.js';
import { companyEvent, day, registered } from '../../projections/testing/market-events.js';
import { followCompanies } from './company-states.js';

const registry = buildEventRegistry();

function appoints(company: string, person: string): GivenEvent {
  return companyEvent(company, 'AuthorisedPersonAppointed', {
    effectiveOn: day('2026-01-01'),
    personId: idOf(person),
    employeeId: null,
    scopes: ['reading'],
    from: day('2026-01-01'),
    to: null,
  });
}

function removes(company: string, person: string): GivenEvent {
  return companyEvent(company, 'AuthorisedPersonRemoved', { effectiveOn: day('2026-02-01'), personId: idOf(person) });
}

/** A store whose streams grow, and that notes what was read; reads can be held. */
function growingStore() {
  const given: GivenEvent[] = [];
  const reads: (readonly [stream: string, from: number])[] = [];
  let held: Promise<void> = Promise.resolve();
  const events = (): readonly RecordedEvent[] => factsOf(given).map((fact) => recordedEvent(fact));
  return {
    reads,
    add: (...more: readonly GivenEvent[]) => void given.push(...more),
    hold(): () => void {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    async readStream(stream: string, from: number, limit: number) {
      reads.push([stream, from]);
      const found = events().filter((event) => event.stream === stream && event.revision >= from);
      await held;
      return found.slice(0, limit);
    },
  };
}

describe('a company that is followed', () => {
  it('is, at every question, what its stream says then, however events and questions come', async () => {
    const people = ['p', 'q', 'r'];
    const step = fc.record({ company: fc.constantFrom('a', 'b'), person: fc.constantFrom(...people), appoint: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const store = growingStore();
        const now = followCompanies({ store, registry });
        store.add(registered('a'), registered('b'));
        const may = new Map<string, boolean>();
        for (const { company, person, appoint } of steps) {
          if (appoint || may.has(`${company} ${person}`)) {
            store.add(appoint ? appoints(company, person) : removes(company, person));
            may.set(`${company} ${person}`, appoint);
          }
          const state = await now(idOf(company));
          for (const one of people) {
            const authority = state.authorisedPeople[idOf(one)];
            expect(authority !== undefined && authority.to === null).toBe(may.get(`${company} ${one}`) ?? false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is read on from what was folded before', async () => {
    const store = growingStore();
    const now = followCompanies({ store, registry });
    store.add(registered('a'), appoints('a', 'p'));
    for (let n = 0; n < 3; n += 1) await now(idOf('a'));
    store.add(removes('a', 'p'));
    await now(idOf('a'));
    await now(idOf('a'));
    expect(store.reads.map(([, from]) => from)).toEqual([0, 2, 2, 2, 3]);
  });

  it('is never told to who asks now by a read that began before', async () => {
    const store = growingStore();
    const now = followCompanies({ store, registry });
    store.add(registered('a'), appoints('a', 'p'));
    const release = store.hold();
    const early = now(idOf('a'));
    while (store.reads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    store.add(removes('a', 'p'));
    const late = now(idOf('a'));
    while (store.reads.length === 1) await new Promise((resolve) => setImmediate(resolve));
    release();
    expect((await early).authorisedPeople[idOf('p')]?.to).toBeNull();
    expect((await late).authorisedPeople[idOf('p')]?.to).toBe('2026-02-01');
    expect((await now(idOf('a'))).authorisedPeople[idOf('p')]?.to).toBe('2026-02-01');
  });

  it('is folded from the beginning once a minute', async () => {
    const store = growingStore();
    let clock = 0;
    const now = followCompanies({ store, registry, monotonic: () => clock });
    store.add(registered('a'));
    await now(idOf('a'));
    clock = 59_999;
    await now(idOf('a'));
    clock = 60_000;
    await now(idOf('a'));
    expect(store.reads.map(([, from]) => from)).toEqual([0, 1, 0]);
  });

  it('is nobody’s where it is not there, and who guesses ids is not remembered', async () => {
    const store = growingStore();
    const now = followCompanies({ store, registry });
    for (let n = 0; n < 2; n += 1) expect((await now(idOf('none'))).status).toBe('none');
    expect(store.reads).toEqual([
      [streamOf('company', idOf('none')), 0],
      [streamOf('company', idOf('none')), 0],
    ]);
  });

  it('is not known while the store is away: nothing is told of what was known before', async () => {
    const store = growingStore();
    let away = false;
    const now = followCompanies({
      store: { readStream: (...asked) => (away ? Promise.reject(new StoreUnavailable('away')) : store.readStream(...asked)) },
      registry,
    });
    store.add(registered('a'), appoints('a', 'p'));
    await now(idOf('a'));
    away = true;
    await expect(now(idOf('a'))).rejects.toThrow(StoreUnavailable);
    away = false;
    expect((await now(idOf('a'))).status).toBe('active');
  });
});
