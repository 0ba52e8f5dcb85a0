import { expect, it } from 'vitest';
import { countOwner } from '../../domain/entity/owner-bands.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { createEventRegistry } from '../../domain/ledger/event-registry.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { saudizationTableEvents, type SaudizationTableEvent } from '../../domain/statistics/events.js';
import { followTables } from './week-table.js';

const [first, second] = ['2026-05-02', '2026-05-09'].map(toIsoDate) as [ReturnType<typeof toIsoDate>, ReturnType<typeof toIsoDate>];
const registry = createEventRegistry([...saudizationTableEvents]);
const newTables = () => followTables({ registry, vault: { recordKeyOf: () => 0 }, regionOf: () => 'SA-01' });
const stored = ({ type, data }: SaudizationTableEvent): RecordedEvent => ({ type, data, metadata: { schemaVersion: 1 } }) as unknown as RecordedEvent;

/** A week in which one owner has one worker in each of so many establishments. */
function told(tables: ReturnType<typeof newTables>, week: typeof first, owners: number): readonly SaudizationTableEvent[] {
  const table = tables.begin(week) ?? expect.fail('it was told');
  for (let n = 0; n < owners; n += 1) {
    const worker = { ref: `w${n}`, nationality: 'IND', categories: [], wage: 4_000, hours: null, region: 'SA-01', authenticatedFrom: first, insuredFrom: first, from: first, to: null } as const;
    const facts = { activity: '430', opened: [first], mowaamah: [], workers: [worker] };
    table.add(countOwner(nitaqat2026, `o${n}`, [{ entityId: `e${n}`, activity: '430', facts, placed: [{ establishmentId: `p${n}`, worker }], oldest: first } as never]), new Map());
  }
  return table.events();
}

it('a table that was told is not told again, and what it withheld is withheld in the next, also when it came in parts', () => {
  const tables = newTables();
  const events = told(tables, first, 3);
  expect(events.map(({ data }) => [data.told, data.withheld.map(({ through, cells }) => [through, cells.length])])).toEqual([[[], [['2026-08-01', 16]]]]);
  const [{ data }] = events as [SaudizationTableEvent];
  const halves = [0, 1].map((part) => ({ type: 'SaudizationTablePublished', data: { ...data, part, parts: 2, withheld: data.withheld.map(({ through, cells }) => ({ through, cells: cells.filter((_, n) => n % 2 === part) })) } }) as const);
  for (const half of halves) tables.apply(stored(half));
  expect(tables.begin(first)).toBeNull();
  // Twenty are enough to be shown, and are held back for those three.
  const next = told(tables, second, 20).flatMap((one) => one.data.withheld);
  expect(next.map(({ through, cells }) => [through, cells.length])).toEqual([['2026-08-01', 16]]);
  expect(told(newTables(), second, 20).flatMap((one) => one.data.withheld)).toEqual([]);
});
