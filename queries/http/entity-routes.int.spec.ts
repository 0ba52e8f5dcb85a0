import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { entityIdOf, ownerIdOf } from '../../domain/entity/entity-id.js';
import { saying } from '../../domain/entity/testing/some-bands.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import type { Position } from '../../domain/ledger/position.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { idOf, type GivenEvent } from '../../projections/testing/given-events.js';
import { acceptedContract, citizen, day, indian, insuranceEvent, opened, registered, resident, saudi } from '../../projections/testing/market-events.js';
import { listedEntity, saudizationAnswer, toldBand } from '../entities/entity-answers.js';
import { explanationAnswer } from '../entities/explanation-answer.js';
import { appointed, asEmployer, knownHuman, type KnownHuman } from '../testing/employers-world.js';
import { personNamed } from '../testing/people.js';
import { openReadSide, type Asking, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';

// Two companies of one holding in one activity: one entity.
const ownerId = ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } });
const entityId = entityIdOf(ownerId, '450');
const path = `/v1/entities/${entityId}/saudization`;
const regulator: Asking = { role: 'regulator', headers: { purpose: 'inspection', 'case-id': 'CASE-1' } };

const shopOwner = { kind: 'legal', unifiedNumber: '7000000027', name: { ar: null, en: 'Shop Holding' } } as const;
const owned = { ...registered('shop'), data: { ...registered('shop').data, owner: shopOwner } } as GivenEvent;

let side: ReadSide;
let hers: KnownHuman;
let nobodys: KnownHuman;
let beforeRevision: Position;

const told = (type: 'BandPublished' | 'BandRevised', week: string, more: object): GivenEvent =>
  ({ stream: streamOf('entity', entityId), type, data: { effectiveOn: day(week), entityId, ownerId, activity: '450', week: day(week), ...more } });
const closes = (week: string): GivenEvent =>
  ({ stream: weekStream(day(week)), type: 'WeekPublished', data: { effectiveOn: day(week), week: day(week), ruleSet: { name: 'nitaqat-2026', version: '1' } } });

beforeAll(async () => {
  side = await openReadSide('entities', { now: '2026-05-20T09:00:00Z' });
  hers = await knownHuman(side, 1);
  nobodys = await knownHuman(side, 2);
  await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main'), registered('rival'), opened('rival', 'rival main'), registered('empty')),
    appointed('acme', hers),
    appointed('empty', nobodys),
    telling(citizen('native'), { employeeId: { ...personNamed('Native'), disability: true, ableToWork: true } }),
    telling(citizen('second'), { employeeId: personNamed('Second') }),
    telling(resident('worker'), { employeeId: personNamed('Worker') }),
    ...plainly(
      ...acceptedContract('native works', { company: 'acme', employee: 'native' }, saudi),
      ...acceptedContract('second works', { company: 'rival', employee: 'second' }, saudi),
      ...acceptedContract('worker works', { company: 'acme', employee: 'worker' }, indian),
      told('BandPublished', '2026-05-02', saying('RED', { curve: '450' })),
      closes('2026-05-02'),
    ),
    // An entity of another owner, whose people are insured there; only one of them has a contract.
    ...plainly(owned, { ...opened('shop', 'shop main'), data: { ...opened('shop', 'shop main').data, owner: shopOwner } }),
    telling(citizen('keeper'), { employeeId: personNamed('Keeper') }),
    telling(citizen('helper'), { employeeId: personNamed('Helper') }),
    ...plainly(
      ...acceptedContract('helper works', { company: 'shop', employee: 'helper' }, saudi),
      insuranceEvent('keeper insured', { company: 'shop', employee: 'keeper' }, 'InsuranceRegistered', { capacity: 'owner', flexible: false, wage: fromRiyals(9_000), to: null }),
      insuranceEvent('helper insured', { company: 'shop', employee: 'helper' }, 'InsuranceRegistered', { capacity: 'employee', flexible: false, wage: fromRiyals(3_500), to: null }),
    ),
  );
  beforeRevision = await side.tell(...plainly(told('BandPublished', '2026-05-16', saying('PLATINUM', { curve: '450' }))));
  await side.tell(...plainly(told('BandRevised', '2026-05-09', { through: day('2026-05-09'), ...saying('LOW_GREEN', { curve: '450' }) })));
  await side.settle();
});
afterAll(() => side.drop());

const ask = async (url: string, asking: Asking = {}) => side.get(url, asking);
const bandOn = async (query: string, asking?: Asking): Promise<Record<string, unknown>> => (await ask(`${path}?${query}`, asking)).json<Record<string, unknown>>();

describe('the band of an entity', () => {
  it.each([
    ['2026-04-30', 'NOT_RATED', '2026-04-25', false],
    ['2026-05-03', 'RED', '2026-05-02', true],
    ['2026-05-09', 'RED', '2026-05-02', true],
    ['2026-05-10', 'LOW_GREEN', '2026-05-09', false],
    ['2026-05-17', 'PLATINUM', '2026-05-16', false],
  ])('on %s is %s, of the week before', async (asOf, band, week, closed) => {
    const answer = await bandOn(`asOf=${asOf}`);
    expect(answer).toMatchObject({ entityId, activity: '450', ownerId, band, week, closed });
    expect(saudizationAnswer.safeParse(answer).error).toBeUndefined();
  });

  it('says why there is none, and rests on the event that says it', async () => {
    expect(await bandOn('asOf=2026-04-30')).toMatchObject({ reason: 'before-the-rules', basis: null, ratio: null });
    expect(await bandOn('')).toMatchObject({ asOf: '2026-05-20', band: 'PLATINUM', reason: null, since: '2026-05-16', ratio: 35, basis: { stream: streamOf('entity', entityId), revision: 1 } });
  });

  it('is what was known at a position or an instant', async () => {
    expect(await bandOn(`asOf=2026-05-10&knownAt=${beforeRevision}`)).toMatchObject({ band: 'RED' });
    expect(await bandOn('asOf=2026-05-10&knownAt=2025-12-31T00:00:00Z')).toMatchObject({ band: 'NOT_RATED', reason: 'not-published', closed: false });
    expect((await ask(`${path}?knownAt=yesterday`)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/knownAt' }] });
  });

  it('has a history, revisions among it', async () => {
    const { items } = (await ask(`${path}/history`)).json<{ items: Record<string, unknown>[] }>();
    expect(items.map(({ type, week, through, band }) => [type, week, through, band])).toEqual([
      ['BandPublished', '2026-05-02', null, 'RED'],
      ['BandPublished', '2026-05-16', null, 'PLATINUM'],
      ['BandRevised', '2026-05-09', '2026-05-09', 'LOW_GREEN'],
    ]);
    for (const item of items) expect(toldBand.safeParse(item).error).toBeUndefined();
  });

  it('has its history page by page, either way, each page once and as it was known', async () => {
    const pages = async (query: string): Promise<readonly (readonly number[])[]> => {
      const found: number[][] = [];
      for (let url: string | null = `${path}/history?limit=2&${query}`; url !== null; ) {
        const answer: Awaited<ReturnType<typeof ask>> = await ask(url);
        const { items, next }: { items: { revision: number }[]; next: string | null } = answer.json();
        expect(answer.headers['link']).toBe(next === null ? undefined : `<${next}>; rel="next"`);
        found.push(items.map(({ revision }) => revision));
        url = next;
      }
      return found;
    };
    expect(await pages('')).toEqual([[0, 1], [2]]);
    expect(await pages('order=desc')).toEqual([[2, 1], [0]]);
    expect(await pages('from=1')).toEqual([[1, 2]]);
    expect(await pages('order=desc&from=1')).toEqual([[1, 0]]);
    expect(await pages('from=3')).toEqual([[]]);
    expect(await pages(`order=desc&knownAt=${beforeRevision}`)).toEqual([[1, 0]]);
    expect((await ask(`${path}/history?limit=1&knownAt=${beforeRevision}`)).json()).toMatchObject({ next: expect.stringContaining(`knownAt=${beforeRevision}`) as string });
    expect((await ask(`${path}/history?limit=0`)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/limit' }] });
  });

  it('is listed by band, activity and region for services and regulators', async () => {
    for (const [query, count] of [['band=PLATINUM', 1], ['band=RED', 0], ['activity=450&region=SA-01', 1], ['region=SA-02', 0], ['activity=430', 0]] as const) {
      const { items } = (await ask(`/v1/entities?${query}`, regulator)).json<{ items: Record<string, unknown>[] }>();
      expect(items, query).toHaveLength(count);
      for (const item of items) expect(listedEntity.safeParse(item).error).toBeUndefined();
    }
    for (const role of ['employer', 'analyst', 'operator'] as const) expect((await ask('/v1/entities', { role })).statusCode).toBe(403);
    expect((await ask(path, { role: 'analyst' })).statusCode).toBe(403);
  });
});

const textOf = (query: unknown): string => (typeof query === 'string' ? query : ((query as { readonly text?: string }).text ?? ''));

describe('an employer', () => {
  it('sees sums and band where his company has an establishment, and not who owns it; elsewhere nothing is there', async () => {
    const answer = await bandOn('', asEmployer(hers, 'acme'));
    expect(answer).toMatchObject({ band: 'PLATINUM', ratio: 35 });
    expect(answer).not.toHaveProperty('ownerId');
    for (const url of [path, `${path}/history`, `${path}/explain`]) expect((await ask(url, asEmployer(nobodys, 'empty'))).json()).toMatchObject({ status: 404, code: 'record-not-found' });
    expect((await ask(`/v1/entities/${idOf('nothing')}/saudization`, asEmployer(hers, 'acme'))).statusCode).toBe(404);
  });

  it('is refused by the same questions to the database whether there is such an entity or not', async () => {
    const asked = vi.spyOn(Client.prototype, 'query');
    const questions = async (entity: string): Promise<readonly string[]> => {
      asked.mockClear();
      await ask(`/v1/entities/${entity}/saudization`, asEmployer(nobodys, 'empty'));
      return asked.mock.calls.map(([query]) => textOf(query)).filter((text) => /\.entity_/.test(text));
    };
    try {
      const elsewhere = await questions(entityId);
      expect(elsewhere).not.toEqual([]);
      expect(await questions(idOf('nothing'))).toEqual(elsewhere);
    } finally {
      asked.mockRestore();
    }
  });

  it('is told how his own workers count, as if nothing sealed were known where few work', async () => {
    const all = (await ask(`${path}/explain`)).json<{ day: { saudis: number; workers: { employeeId: string }[]; rules: { rule: string }[] } }>();
    expect(explanationAnswer.safeParse(all).error).toBeUndefined();
    expect(all.day.workers.map(({ employeeId }) => employeeId).sort()).toEqual([idOf('native'), idOf('second'), idOf('worker')].sort());
    const answer = await ask(`${path}/explain`, asEmployer(hers, 'acme'));
    const own = answer.json<{ day: Record<string, unknown> }>();
    expect(explanationAnswer.safeParse(own).error).toBeUndefined();
    const { workers, ...sums } = own.day;
    expect(sums).toEqual({ x: 3, saudis: 2, expats: 1, special: null });
    // She counts as whoever is paid so much.
    expect(new Set(workers as unknown[])).toEqual(
      new Set([
        { employeeId: idOf('native'), weight: 1, side: 'saudi', rule: 'saudi' },
        { employeeId: idOf('worker'), weight: 1, side: 'expat', rule: 'expat' },
      ]),
    );
    expect(answer.body).not.toContain('disabled');
    expect(answer.body).not.toContain(idOf('second'));
  });
});

describe('an entity whose people are insured', () => {
  it('counts them by the register: the owner without a contract, another by the wage that he is insured with', async () => {
    const answer = await ask(`/v1/entities/${entityIdOf(ownerIdOf(shopOwner), '450')}/saudization/explain`);
    expect(new Set(answer.json<{ day: { workers: unknown[] } }>().day.workers)).toEqual(
      new Set([
        { employeeId: idOf('keeper'), weight: 1, side: 'saudi', rule: 'owner' },
        { employeeId: idOf('helper'), weight: 0.5, side: 'saudi', rule: 'saudi' },
      ]),
    );
  });
});

describe('a plan', () => {
  const plan = async (body: unknown, asking: Asking = {}) =>
    side.app.inject({
      method: 'POST',
      url: `${path}/what-if`,
      headers: { authorization: `Bearer ${await side.token(asking.role ?? 'platform-service', asking.nationalNumber)}`, 'content-type': 'application/json', ...asking.headers },
      payload: JSON.stringify(body),
    });
  const nothing = { weeks: 3, hires: [], leavers: [], wages: [], authentications: [] };
  const expats = { count: 20, from: '2026-05-21', nationality: 'IND', wage: 2_000, region: 'SA-01', categories: [], hours: null };

  it('shows the weeks to come and leaves no trace', async () => {
    const before = await side.log.store.head();
    const weeks = (await plan({ ...nothing, hires: [expats] })).json<{ weeks: { ends: string; band: string; x: number }[] }>().weeks;
    expect(weeks.map(({ ends }) => ends)).toEqual(['2026-05-23', '2026-05-30', '2026-06-06']);
    expect(weeks[2]?.x).toBeGreaterThan(weeks[0]?.x ?? 0);
    expect(await side.log.store.head()).toBe(before);
  });

  it('is refused where a field is wrong, and where it is about somebody else’s worker', async () => {
    expect((await plan({ ...nothing, weeks: 0, guess: 1 })).json()).toMatchObject({ status: 400, code: 'invalid-payload', errors: [{ pointer: '/weeks' }, { pointer: '/guess' }] });
    const wages = Array.from({ length: 25 }, () => ({ employeeId: idOf('native'), from: '2026-05-31', wage: 5_000 }));
    expect((await plan({ ...nothing, wages })).json()).toMatchObject({ status: 400, errors: [{ pointer: '/wages' }] });
    expect((await plan({ ...nothing, wages: wages.slice(1) })).statusCode).toBe(200);
    const leaves = (employee: string) => ({ ...nothing, leavers: [{ employeeId: idOf(employee), lastDay: '2026-05-31' }] });
    expect((await plan(leaves('second'))).statusCode).toBe(200);
    expect((await plan(leaves('second'), asEmployer(hers, 'acme'))).json()).toMatchObject({ status: 422, code: 'plan.worker-unknown' });
    expect((await plan(leaves('native'), asEmployer(hers, 'acme'))).statusCode).toBe(200);
  });

  it('tells an employer nothing sealed of one worker by letting him go: what that adds stays the sum that it is', async () => {
    // Ten more make room under the cap; after thirty weeks the days before the plan count no more.
    const more = { ...nothing, weeks: 30, hires: [{ ...expats, count: 10, nationality: 'SAU', wage: 5_000 }] };
    const without = { ...more, leavers: [{ employeeId: idOf('native'), lastDay: '2026-05-20' }] };
    const ratio = async (body: unknown, asking?: Asking): Promise<number> => (await plan(body, asking)).json<{ weeks: { ratio: number }[] }>().weeks.at(-1)?.ratio ?? -1;
    expect([await ratio(more), await ratio(without)]).toEqual([(100 * 15) / 16, (100 * 11) / 12]);
    // She may be told the sum of today, which is none.
    expect(await ratio(more, asEmployer(hers, 'acme'))).toBeCloseTo((100 * 12) / 13, 9);
    expect(await ratio(without, asEmployer(hers, 'acme'))).toBeCloseTo((100 * 11) / 12, 9);
    expect(await ratio(nothing, asEmployer(hers, 'acme'))).toBe(await ratio(nothing));
  });
});
