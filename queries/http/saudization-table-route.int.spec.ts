// The national table as HTTP shows it to analysts: cells as they were told, page by page, and each question on record.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readsBehind } from '../../commands/vault/reads-on-record.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import { tableStream } from '../../domain/statistics/table-stream.js';
import type { GivenEvent } from '../../projections/testing/given-events.js';
import { day, registered } from '../../projections/testing/market-events.js';
import { saudizationTableAnswer } from '../statistics/table-answer.js';
import { openReadSide, type Asking, type ReadSide } from '../testing/read-side.js';
import { plainly } from '../testing/teller.js';

const path = '/v1/statistics/saudization';
const analyst: Asking = { role: 'analyst' };
const [disclosure, sizes] = [{ rule: 'statistics.disclosure', version: '1' }, { rule: 'statistics.size-classes', version: '1' }];

let side: ReadSide;
let place = 0n;

const closes = (week: string): GivenEvent =>
  ({ stream: weekStream(day(week)), type: 'WeekPublished', data: { effectiveOn: day(week), week: day(week), ruleSet: { name: 'nitaqat-2026', version: '1' } } });
const tells = (week: string, cells: object): GivenEvent =>
  ({ stream: tableStream(day(week)), type: 'SaudizationTablePublished', data: { effectiveOn: day(week), week: day(week), part: 0, parts: 1, disclosure, sizes, told: [], withheld: [], ...cells } });

beforeAll(async () => {
  side = await openReadSide('table', { now: '2026-05-20T09:00:00Z' });
  const total = { cell: '*|*|*|*', entities: 25, saudis: 85, expats: 145 };
  await side.tell(
    ...plainly(
      tells('2026-05-02', { told: [total] }),
      closes('2026-05-02'),
      tells('2026-05-09', {
        told: [{ ...total, saudis: 90 }, { cell: '*|*|*|SA-01', entities: 20, saudis: 70, expats: 140 }, { cell: '430|*|*|SA-01', entities: 5, saudis: 0, expats: 30 }],
        withheld: [{ through: day('2026-08-08'), cells: ['*|*|*|SA-02', '*|*|*|SA-04'] }],
      }),
      closes('2026-05-09'),
      // Told, and its week not closed yet.
      tells('2026-05-16', { told: [{ ...total, saudis: 95 }] }),
    ),
  );
  await side.settle();
});
afterAll(() => side.drop());
beforeEach(async () => {
  place = (await readsBehind(side.vaultPool, 0n, 10_000)).at(-1)?.ordinal ?? 0n;
});

interface Answer {
  readonly week: string | null;
  readonly items: readonly { readonly activity?: string; readonly region?: string; readonly counts: object }[];
  readonly next: string | null;
}

async function table(query: string, asking = analyst): Promise<Answer> {
  const answer = await side.get(query.startsWith('/') ? query : `${path}?${query}`, asking);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(saudizationTableAnswer.safeParse(answer.json()).error).toBeUndefined();
  return answer.json<Answer>();
}
const suppressed = { suppressed: true, reason: 'small-cell' };
const nobody = { entities: 0, workers: 0, saudis: 0, expats: 0, ratio: null };

describe('the national table', () => {
  it('tells the whole, by the rules that it names, of the last week that was closed by the day', async () => {
    expect(await table('')).toMatchObject({ asOf: '2026-05-20', week: '2026-05-09', by: [], disclosure, sizes, items: [{ counts: { entities: 25, workers: 235, saudis: 90, expats: 145, ratio: 38.3 } }], next: null });
    expect(await table('asOf=2026-05-09')).toMatchObject({ week: '2026-05-02', items: [{ counts: { saudis: 85 } }] });
    expect(await table('asOf=2026-05-02')).toMatchObject({ week: null, disclosure: null, items: [] });
  });

  it('tells a cell that is withheld from one in which nobody works', async () => {
    const { items } = await table('by=region');
    expect(items.map(({ region }) => region)).toEqual(['SA-01', 'SA-02', 'SA-03', 'SA-04', 'SA-05', 'SA-06', 'SA-07', 'SA-08', 'SA-09', 'SA-10', 'SA-11', 'SA-12', 'SA-14']);
    expect(items.slice(0, 5).map(({ counts }) => counts)).toEqual([{ entities: 20, workers: 210, saudis: 70, expats: 140, ratio: 33.3 }, suppressed, nobody, suppressed, nobody]);
  });

  it('is cut to some codes of its dimensions, and by nothing else', async () => {
    expect(await table('by=activity,region&activity=430&limit=1')).toMatchObject({ by: ['activity', 'region'], items: [{ activity: '430', region: 'SA-01', counts: { workers: 30, saudis: 0, ratio: 0 } }] });
    expect(await table('region=SA-02')).toMatchObject({ by: ['region'], items: [{ region: 'SA-02', counts: suppressed }] });
    for (const [query, pointer] of [['by=nationality', 'by'], ['by=region,region', 'by'], ['by=', 'by'], ['activity=999', 'activity'], ['region=SA-13', 'region'], ['companyId=1', 'companyId'], ['limit=201', 'limit'], ['asOf=yesterday', 'asOf'], ['by=region&from=430|*|*|*', 'from']]) {
      expect((await side.get(`${path}?${query}`, analyst)).json(), query).toMatchObject({ status: 400, code: 'invalid-query', errors: [{ pointer: `/query/${pointer}` }] });
    }
  });

  it('comes page by page, of one week, each cell once', async () => {
    const names: string[] = [];
    let next: string | null = `${path}?by=activity,region&limit=100`;
    let pages = 0;
    while (next !== null) {
      const page: Answer = await table(next);
      pages += 1;
      names.push(...page.items.map(({ activity, region }) => `${activity} ${region}`));
      expect(page.week).toBe('2026-05-09');
      expect(page.next === null || page.next.includes('asOf=2026-05-10')).toBe(true);
      next = page.next;
    }
    expect([pages, names.length, new Set(names).size]).toEqual([6, 41 * 13, 41 * 13]);
  });

  it('waits for what its reader has written', async () => {
    const position = await side.tell(...plainly(registered('later')));
    expect(await table(`after=${position}`)).toMatchObject({ week: '2026-05-09' });
    expect((await side.get(`${path}?after=otherlog.0001`, analyst)).statusCode).toBe(410);
  });
});

describe('who asks for the table', () => {
  const entries = () => readsBehind(side.vaultPool, place, 100);

  it('is an analyst, whose questions are on record as they were understood, or a regulator for a purpose and in a case', async () => {
    await table('by=region&limit=2');
    await table('', { role: 'regulator', headers: { purpose: 'policy-study', 'case-id': 'S-1' } });
    expect((await side.get(path, { role: 'regulator' })).json()).toMatchObject({ status: 400, code: 'purpose-missing' });
    expect((await side.get(`${path}?by=Zyxwanda`, analyst)).statusCode).toBe(400);
    expect(await entries()).toMatchObject([
      { policy: 'statistics.read', purpose: 'statistics', caseId: 'none', category: 'saudizationTable', recordId: null, asked: { by: 'region', limit: 2 }, department: 'analyst' },
      { policy: 'statistics.read', purpose: 'policy-study', caseId: 'S-1', department: 'regulator' },
      { asked: null, department: 'analyst' },
    ]);
  });

  it('is told nothing while that cannot be written down', async () => {
    await side.vaultPool.query('alter table vault.read_on_record rename to moved');
    const answer = await side.get(path, analyst);
    await side.vaultPool.query('alter table vault.moved rename to read_on_record');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'read-not-recorded']);
  });

  it('is nobody else; and analysts are let into no record', async () => {
    for (const role of ['platform-service', 'employer', 'operator'] as const) expect((await side.get(path, { role })).statusCode, role).toBe(403);
    for (const url of ['/v1/entities', '/v1/companies', '/v1/feed']) expect((await side.get(url, analyst)).statusCode, url).toBe(403);
    expect(await entries()).toEqual([]);
  });
});
