import { describe, it } from 'vitest';
import { weekStream } from '../domain/entity/week-stream.js';
import { toIsoDate } from '../domain/standards/calendar.js';
import { tableStream } from '../domain/statistics/table-stream.js';
import { saudizationCellTable, saudizationTable } from '../read-models/tables/statistics.js';
import { statistics } from './statistics.js';
import type { GivenEvent } from './testing/given-events.js';
import { projectionSpec } from './testing/projection-spec.js';

const spec = projectionSpec(statistics);
const day = toIsoDate;
const [disclosure, sizes] = [{ rule: 'statistics.disclosure', version: '1' }, { rule: 'statistics.size-classes', version: '1' }];

const closed = (week: string): GivenEvent =>
  ({ stream: weekStream(day(week)), type: 'WeekPublished', data: { effectiveOn: day(week), week: day(week), ruleSet: { name: 'nitaqat-2026', version: '1' } } });
const told = (week: string, part: number, parts: number, cells: object): GivenEvent =>
  ({ stream: tableStream(day(week)), type: 'SaudizationTablePublished', data: { effectiveOn: day(week), week: day(week), part, parts, disclosure, sizes, told: [], withheld: [], ...cells } });

const total = { cell: '*|*|*|*', entities: 25, saudis: 85, expats: 145 };
const withheld = [{ through: day('2026-08-01'), cells: ['430|*|*|*', '450|*|*|*'] }];

describe('the national tables', () => {
  it('are rows of the cells that were told, counts of those that are withheld left out', async () => {
    await spec.given(told('2026-05-02', 0, 2, { told: [total] }), told('2026-05-02', 1, 2, { withheld }), told('2026-05-09', 0, 1, { told: [{ ...total, saudis: 90 }] })).thenRows(saudizationCellTable, [
      { id: '2026-05-02 *|*|*|*', week: '2026-05-02', cell: '*|*|*|*', entities: 25, saudis: 85, expats: 145 },
      { id: '2026-05-02 430|*|*|*', week: '2026-05-02', cell: '430|*|*|*', entities: null, saudis: null, expats: null },
      { id: '2026-05-02 450|*|*|*', week: '2026-05-02', cell: '450|*|*|*', entities: null, saudis: null, expats: null },
      { id: '2026-05-09 *|*|*|*', week: '2026-05-09', saudis: 90 },
    ]);
  });

  it('may be shown once all parts are in and the week is closed; a week closed without one has none', async () => {
    await spec.given(closed('2026-04-25'), told('2026-05-02', 0, 2, {}), closed('2026-05-02'), told('2026-05-09', 0, 1, {}), closed('2026-05-09'), told('2026-05-16', 0, 1, {})).thenRows(saudizationTable, [
      { id: '2026-04-25', parts: 0, seen: 0, closed: true, disclosure: null },
      { id: '2026-05-02', parts: 2, seen: 1, closed: true, disclosure, sizes },
      { id: '2026-05-09', parts: 1, seen: 1, closed: true },
      { id: '2026-05-16', parts: 1, seen: 1, closed: false },
    ]);
  });
});
