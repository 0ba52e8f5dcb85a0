import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idOf } from '../../projections/testing/given-events.js';
import { recordViews } from '../records/record-views.js';
import { workspaceAnswer } from '../workspace/workspace-answer.js';
import { appointed, asEmployer, candidate, companyWithRecords, knownHuman, transferBetween, type KnownHuman } from '../testing/employers-world.js';
import { openReadSide, type Asking, type ReadSide } from '../testing/read-side.js';

let side: ReadSide;
let ours: KnownHuman;
let theirs: KnownHuman;
let stranger: KnownHuman;

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
  readonly position: string;
}

beforeAll(async () => {
  side = await openReadSide('own lists');
  ours = await knownHuman(side, 1);
  theirs = await knownHuman(side, 2);
  stranger = await knownHuman(side, 3);
  await side.tell(
    ...companyWithRecords('acme'),
    ...companyWithRecords('other'),
    appointed('acme', ours),
    appointed('other', theirs),
    ...['a', 'b', 'c', 'd'].flatMap((name) => candidate(name, 'acme', 'offered')),
    ...candidate('e', 'acme', 'draft'),
    transferBetween('leaving', 'acme', 'other'),
    transferBetween('coming', 'other', 'acme'),
  );
  await side.settle();
});
afterAll(async () => {
  await side.drop();
});

async function page(url: string, asking: Asking): Promise<Page> {
  const answer = await side.get(url, asking);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Page>();
}

async function idsOf(url: string, asking: Asking): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for (let next: string | null = url; next !== null;) {
    const got: Page = await page(next, asking);
    ids.push(...got.items.map(({ id }) => id));
    next = got.next;
  }
  return ids;
}

describe('a list, to an employer', () => {
  it('holds the rows of his company, page by page, as they are shown to employers', async () => {
    for (const view of recordViews) {
      const { items } = await page(`/v1/${view.path}`, asEmployer(ours));
      expect(items.length, view.path).toBeGreaterThan(0);
      const shown = z.union([view.answers.employer, view.answers['current-employer']]);
      for (const item of items) expect(shown.safeParse(item).error, view.path).toBeUndefined();
    }
    const names = (...of: string[]): unknown[] => of.map(idOf).sort();
    expect([...(await idsOf('/v1/employees?limit=2', asEmployer(ours)))].sort()).toEqual(names('acme worker', 'a', 'b', 'c', 'd'));
    expect([...(await idsOf('/v1/contracts?limit=4&order=desc', asEmployer(ours)))].sort()).toEqual(
      names('acme contract', ...['a', 'b', 'c', 'd', 'e'].map((name) => `contract of ${name}`)),
    );
    expect(await idsOf('/v1/companies', asEmployer(ours))).toEqual([idOf('acme')]);
    expect([...(await idsOf('/v1/transfers', asEmployer(ours)))].sort()).toEqual(names('leaving', 'coming'));
  });

  it('is empty where he names another’s company, establishment or employee, as where he names an unknown one', async () => {
    for (const path of ['establishments', 'employees', 'contracts', 'work-permits', 'visas', 'insurance-registrations']) {
      const other = await page(`/v1/${path}?companyId=${idOf('other')}`, asEmployer(ours));
      const unknown = await page(`/v1/${path}?companyId=${idOf('nowhere')}`, asEmployer(ours));
      expect(other, path).toEqual(unknown);
      expect(other, path).toEqual({ items: [], next: null, position: await side.log.store.head() });
    }
    for (const query of [`employees?establishmentId=${idOf('other main')}`, `contracts?employeeId=${idOf('other worker')}`, `work-permits?employeeId=${idOf('other worker')}`, `insurance-registrations?employeeId=${idOf('other worker')}`]) {
      expect((await page(`/v1/${query}`, asEmployer(ours))).items, query).toEqual([]);
    }
    expect((await page(`/v1/companies?unifiedNumber=7000000001`, asEmployer(ours))).items.map(({ id }) => id)).toEqual([idOf('acme')]);
  });

  it('cannot be made to tell by a filter what is not shown', async () => {
    const leaving = (items: Page['items']): boolean => items.some(({ id }) => id === idOf('leaving'));
    const filters = ['occupation=251201', `establishmentId=${idOf('other main')}`];
    for (const filter of filters) {
      expect(leaving((await page(`/v1/transfers?${filter}`, asEmployer(ours))).items), filter).toBe(false);
      expect(leaving((await page(`/v1/transfers?${filter}`, asEmployer(theirs))).items), filter).toBe(true);
    }
    expect(leaving((await page(`/v1/transfers?fromCompanyId=${idOf('acme')}`, asEmployer(ours))).items)).toBe(true);
  });

  it('is empty for who may act for no company', async () => {
    for (const view of recordViews) expect((await page(`/v1/${view.path}`, asEmployer(stranger))).items, view.path).toEqual([]);
    expect((await page('/v1/contracts', asEmployer(ours, 'other'))).items).toEqual([]);
  });

  it('goes on only for the company for which it was begun', async () => {
    const { next } = await page('/v1/contracts?limit=2', asEmployer(ours));
    expect((await page(next ?? '', asEmployer(ours))).items).toHaveLength(2);
    for (const asking of [asEmployer(theirs), asEmployer(stranger), {}]) {
      expect((await side.get(next ?? '', asking)).json()).toMatchObject({ status: 400, code: 'invalid-cursor' });
    }
    const service = await page('/v1/contracts?limit=2', {});
    expect((await side.get(service.next ?? '', asEmployer(ours))).json()).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });
});

describe('a workspace, to an employer', () => {
  it('is his company’s, with its lists, and shows who acts for it by name', async () => {
    const answer = await side.get(`/v1/workspaces/${idOf('acme')}?limit=3`, asEmployer(ours));
    expect(answer.statusCode, answer.body).toBe(200);
    expect(workspaceAnswer.safeParse(answer.json()).error).toBeUndefined();
    const shown = answer.json<{ counts: object; authorisedPeople: object[]; contracts: Page; employees: Page; transfersOut: Page }>();
    expect(shown.counts).toMatchObject({ employees: 1, contractsPending: 4 });
    expect(shown.authorisedPeople).toMatchObject([{ personId: ours.personId, personal: { personId: { name: { en: { first: 'Qumriyya' } } } } }]);
    expect(answer.body).not.toContain(ours.nationalNumber);
    expect(shown.contracts.items).toHaveLength(3);
    expect(shown.transfersOut.items[0]).not.toHaveProperty('terms');
    expect((await page(shown.contracts.next ?? '', asEmployer(ours))).items).toHaveLength(3);
    expect((await side.get(shown.contracts.next ?? '')).statusCode).toBe(400);
  });

  it('has for a service what it had', async () => {
    const service = await side.get(`/v1/workspaces/${idOf('acme')}`);
    expect(service.json()).toMatchObject({ company: { owner: { kind: 'legal' } }, authorisedPeople: [{ personal: { personId: { identifiers: [{ value: ours.nationalNumber }] } } }] });
  });

  it('is not there for another, nor for nobody', async () => {
    for (const asking of [asEmployer(theirs), asEmployer(stranger), asEmployer(ours, 'other')]) {
      expect((await side.get(`/v1/workspaces/${idOf('acme')}`, asking)).json()).toMatchObject({ status: 404, code: 'record-not-found' });
    }
  });
});

describe('a person who was forgotten', () => {
  it('is shown to his employer as such, and nothing of him is', async () => {
    const id = idOf('acme worker');
    await side.vault.destroy(id, { reason: 'asked for', legalBasis: 'PDPL 18', method: 'key destroyed', at: '2026-03-01T00:00:00.000Z' });
    const answer = await side.get(`/v1/employees/${id}`, asEmployer(ours));
    expect(answer.json()).toMatchObject({ personal: { employeeId: { erased: true } } });
    expect(answer.body).not.toContain('Zarqaal');
    expect((await page('/v1/employees', asEmployer(ours))).items.find((item) => item['id'] === id)).toMatchObject({ personal: { employeeId: { erased: true } } });
  });
});
