import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../projections/testing/given-events.js';
import {
  acceptedContract,
  citizen,
  contractEvent,
  day,
  indian,
  opened,
  registered,
  resident,
  saudi,
  terms,
} from '../../projections/testing/market-events.js';
import { recordViews } from '../records/record-views.js';
import { canaries, personNamed, zarqaal } from '../testing/people.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';

let side: ReadSide;
const workers = ['w1', 'w2', 'w3', 'w4', 'w5'] as const;

interface Page {
  readonly items: readonly { readonly id: string; readonly createdOn: string; readonly personal: Readonly<Record<string, unknown>> }[];
  readonly next: string | null;
  readonly position: string;
}

async function page(url: string): Promise<Page> {
  const answer = await side.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Page>();
}

async function walk(url: string): Promise<Page['items'][number][]> {
  const items: Page['items'][number][] = [];
  for (let next: string | null = url; next !== null;) {
    const got: Page = await page(next);
    items.push(...got.items);
    next = got.next;
  }
  return items;
}

beforeAll(async () => {
  side = await openReadSide('lists');
  await side.tell(
    ...plainly(
      registered('acme'),
      opened('acme', 'acme main'),
      registered('other', '2021-01-01'),
      opened('other', 'other main', '2021-02-01'),
    ),
  );
  for (const [n, worker] of workers.entries()) {
    const about = { company: n === 4 ? 'other' : 'acme', employee: worker };
    const person =
      n === 0 ? telling(resident(worker), { employeeId: zarqaal }) : telling(citizen(worker), { employeeId: personNamed(`Family ${n}`) });
    await side.tell(person, ...plainly(...acceptedContract(`contract of ${worker}`, about, n === 0 ? indian : saudi)));
  }
  await side.tell(
    ...plainly(
      contractEvent(
        'draft',
        { company: 'acme', employee: 'w2' },
        'ContractDrafted',
        { terms: { ...terms, endsOn: day('2026-06-30'), occupation: '214201' } },
        '2025-12-01',
      ),
    ),
  );
  await side.settle();
});
afterAll(async () => {
  await side.drop();
});

describe('a list', () => {
  it('gives every record of every kind as its schema says', async () => {
    for (const view of recordViews) {
      const { items } = await page(`/v1/${view.path}`);
      for (const item of items) expect(view.answer.safeParse(item).error, view.path).toBeUndefined();
    }
    expect((await page('/v1/employees')).items).toHaveLength(workers.length);
    expect((await page('/v1/establishments')).items).toHaveLength(2);
  });

  it('follows its pages without gap or repeat, in both orders, while records are added', async () => {
    const all = (await page('/v1/contracts')).items.map((item) => item.id);
    expect(all).toHaveLength(6);
    expect(all[0]).toBe(idOf('draft'));
    expect((await walk('/v1/contracts?limit=2')).map((item) => item.id)).toEqual(all);
    expect((await walk('/v1/contracts?limit=1&order=desc')).map((item) => item.id)).toEqual([...all].reverse());
    const first = await page('/v1/contracts?limit=4');
    await side.tell(...plainly(contractEvent('earlier', { company: 'other', employee: 'w5' }, 'ContractDrafted', { terms }, '2024-01-01')));
    await side.settle();
    expect([...first.items, ...(await walk(first.next ?? ''))].map((item) => item.id)).toEqual(all);
  });

  it('names the next page in Link as in its body, and where in the log it stands', async () => {
    const head = await side.settle();
    const answer = await side.get('/v1/contracts?limit=3&order=desc');
    const { next, position } = answer.json<Page>();
    expect(answer.headers.link).toBe(`<${next ?? ''}>; rel="next"`);
    expect(answer.headers['ledger-position']).toBe(head);
    expect(position).toBe(head);
    expect((await side.get('/v1/companies')).headers.link).toBeUndefined();
  });

  it('has every given filter match', async () => {
    const acme = idOf('acme');
    const ids = async (url: string): Promise<string[]> => (await walk(url)).map((item) => item.id).sort();
    const contracts = (...names: string[]): string[] => names.map((name) => idOf(`contract of ${name}`)).sort();
    expect(await ids(`/v1/contracts?companyId=${acme}&status=authenticated&limit=2`)).toEqual(contracts('w1', 'w2', 'w3', 'w4'));
    expect(await ids(`/v1/contracts?companyId=${acme}&nationality=IND`)).toEqual(contracts('w1'));
    expect(await ids(`/v1/contracts?employeeId=${idOf('w2')}`)).toEqual([...contracts('w2'), idOf('draft')].sort());
    expect(await ids(`/v1/contracts?establishmentId=${idOf('other main')}&status=authenticated`)).toEqual(contracts('w5'));
    expect(await ids('/v1/contracts?occupation=214201')).toEqual([idOf('draft')]);
    expect(await ids(`/v1/employees?companyId=${acme}`)).toEqual(workers.slice(0, 4).map(idOf).sort());
    expect(await ids('/v1/employees?nationality=IND')).toEqual([idOf('w1')]);
    expect(await ids(`/v1/establishments?companyId=${acme}&region=SA-01`)).toEqual([idOf('acme main')]);
    expect(await ids('/v1/companies?unifiedNumber=7000000001')).toEqual([idOf('acme'), idOf('other')].sort());
    expect(await ids(`/v1/contracts?companyId=${idOf('nobody')}`)).toEqual([]);
  });

  it('sorts by the expiry day when asked what expires', async () => {
    await side.tell(
      ...plainly(
        contractEvent('contract of w3', { company: 'acme', employee: 'w3' }, 'ContractRenewed', {
          startsOn: day('2027-01-01'),
          endsOn: day('2027-12-31'),
          previousEndsOn: day('2026-12-31'),
          renewals: 1,
        } as never),
      ),
    );
    await side.settle();
    const running = await walk(`/v1/contracts?companyId=${idOf('acme')}&expiresBefore=2028-01-01&limit=1`);
    expect(running).toHaveLength(4);
    expect(running.at(-1)?.id).toBe(idOf('contract of w3'));
    expect(await walk(`/v1/contracts?companyId=${idOf('acme')}&expiresBefore=2026-12-31`)).toEqual([]);
    expect((await walk('/v1/employees?expiresBefore=2026-07-01')).map((item) => item.id)).toEqual([idOf('w1')]);
  });

  it('opens the boxes of a page with one question to the vault', async () => {
    const { items } = await page('/v1/employees');
    expect(items.map((item) => item.personal['employeeId'])).toEqual(expect.arrayContaining([zarqaal, personNamed('Family 3')]));
    const bare = (await side.get(`/v1/contracts?companyId=${idOf('acme')}`)).body;
    for (const canary of canaries) expect(bare).not.toContain(canary);
  });

  it('refuses cursors that are not its own, and parameters it does not know', async () => {
    const { next } = await page('/v1/contracts?limit=2');
    const cursor = new URL(next ?? '', 'http://local').searchParams.get('cursor') ?? '';
    for (const url of [
      `/v1/contracts?status=draft&cursor=${cursor}`,
      `/v1/visas?cursor=${cursor}`,
      `/v1/contracts?cursor=${cursor}A`,
      '/v1/contracts?cursor=AAAA',
    ]) {
      const answer = await side.get(url);
      expect(answer.statusCode, url).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'invalid-cursor', errors: [{ pointer: '/query/cursor' }] });
    }
    const refused = await side.get('/v1/contracts?limit=201&colour=red&status=asleep&employeeId=x&order=asc&order=desc');
    expect(refused.statusCode).toBe(400);
    const { errors } = refused.json<{ errors: { pointer: string; code: string }[] }>();
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/query/colour unknown-parameter',
      '/query/employeeId invalid-parameter',
      '/query/limit invalid-parameter',
      '/query/order repeated-parameter',
      '/query/status invalid-parameter',
    ]);
    expect((await side.get('/v1/companies?companyId=x')).statusCode).toBe(400);
  });

  it('waits for the position it is asked for, over every read model its filters look into', async () => {
    await side.standStill();
    const position = await side.tell(...plainly(registered('third', '2022-01-01')));
    const asked = side.getPatiently(`/v1/companies?after=${position}`);
    side.goOn();
    expect((await asked).json<Page>().items.map((item) => item.id)).toContain(idOf('third'));
    await side.standStill();
    const later = await side.tell(...plainly(registered('fourth', '2022-01-01')));
    const behind = await side.get(`/v1/employees?companyId=${idOf('acme')}&after=${later}`);
    expect(behind.statusCode).toBe(503);
    expect(behind.json<{ behind: string[] }>().behind.sort()).toEqual(['contracts', 'employees']);
    side.goOn();
  });
});
