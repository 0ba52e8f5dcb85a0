import { describe, expect, it } from 'vitest';
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { workerSchema } from '../../../domain/saudization/worker.js';
import { marketEntities } from './market-entities.js';
import { planMarket } from './plan-market.js';
import { stateLines } from './write-state.js';

const TO = toIsoDate('2026-10-31');
const plan = planMarket({ companies: 200, seed: 5, from: toIsoDate('2022-01-01'), to: TO });

interface Line {
  readonly kind: 'company' | 'establishment' | 'employee';
  readonly synthetic: boolean;
  readonly unifiedNumber?: string;
  readonly number?: string;
  readonly company?: string;
  readonly establishment?: string;
  readonly id?: string;
  readonly from?: string;
}

const lines = [...stateLines(plan)].map((text) => JSON.parse(text) as Line);

describe('the state of a market', () => {
  it('names companies and establishments before what lies in them, marks every line, and tells nobody twice', () => {
    const [companies, places, people] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const line of lines) {
      expect(line.synthetic).toBe(true);
      if (line.kind === 'company') companies.add(line.unifiedNumber ?? '');
      if (line.kind === 'establishment') {
        expect(companies).toContain(line.company);
        places.add(line.number ?? '');
      }
      if (line.kind !== 'employee') continue;
      expect(places).toContain(line.establishment);
      expect(people).not.toContain(line.id);
      expect((line.from ?? '') <= TO).toBe(true);
      people.add(line.id ?? '');
    }
    expect(places.size).toBe(lines.filter(({ kind }) => kind === 'establishment').length);
    expect(people.size).toBeGreaterThan(700);
  });

  it('has the same people as the entities that are counted', () => {
    const counted = [...marketEntities(plan)].flatMap(({ workers }) => workers.map(({ ref }) => ref));
    expect(counted.sort()).toEqual(lines.flatMap(({ id }) => id ?? []).sort());
  });

  it('gives workers that the engine takes, with those who left since when they are asked for', () => {
    const since = toIsoDate('2026-05-01');
    const workers = [...marketEntities(plan, since)].flatMap((entity) => entity.workers);
    for (const worker of workers) workerSchema.parse(worker);
    const left = workers.filter(({ to }) => to !== null);
    expect(left.length).toBeGreaterThan(0);
    for (const { to } of left) expect(toEpochDay(to ?? TO)).toBeGreaterThanOrEqual(toEpochDay(since));
  });
});
