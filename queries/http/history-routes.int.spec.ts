import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonalValues } from '../../domain/ledger/event.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { idOf } from '../../projections/testing/given-events.js';
import {
  acceptedContract,
  companyEvent,
  day,
  employeeEvent,
  indian,
  opened,
  registered,
  resident,
} from '../../projections/testing/market-events.js';
import { historyEvent } from '../history/history-event.js';
import { canaries, zarqaal } from '../testing/people.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';

let side: ReadSide;
const worker = idOf('worker');
const acme = idOf('acme');
const corrected: PersonalValues = {
  name: { ar: null, en: { first: 'Qumriyya', family: 'Zarqaal-Two' } },
  identifiers: [{ scheme: 'iqama', value: '2000000014' }],
  passport: { number: 'P7654321', issuedBy: 'IND' },
  birthDate: '1988-05-04',
  mobile: '+966501234567',
  email: null,
};

interface Told {
  readonly revision: number;
  readonly type: string;
  readonly personal: Readonly<Record<string, unknown>>;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

async function history(url: string): Promise<{ readonly items: readonly Told[]; readonly next: string | null }> {
  const answer = await side.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

beforeAll(async () => {
  side = await openReadSide('history');
  await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main')),
    {
      given: companyEvent('acme', 'CompanySuspended', { effectiveOn: day('2026-01-05'), reason: 'labour-inspection' }),
      basis: { records: [], aggregates: [], rules: [{ rule: 'company.confirmation', version: '1' }], unknown: ['wage-protection'] },
    },
    ...plainly(
      companyEvent('acme', 'CompanyDescribed', {
        effectiveOn: day('2026-01-06'),
        name: { ar: 'شركة المثال', en: 'New Name' },
        legalForm: 'limited-liability',
        contact: { phone: null, email: 'info@example.com', website: null },
      }),
    ),
    telling(resident('worker'), { employeeId: zarqaal }),
    telling(
      employeeEvent('worker', 'ResidenceDocumentChanged', {
        effectiveOn: day('2026-01-10'),
        residence: { document: 'iqama', expiresOn: day('2027-06-30') },
      }),
      {
        employeeId: { identifier: { scheme: 'iqama', value: '2000000014' } },
      },
    ),
    telling(
      employeeEvent('worker', 'PersonCorrected', {
        effectiveOn: day('2026-01-11'),
        nationality: 'PAK',
        sex: 'male',
        birthYear: 1988,
        residence: { document: 'iqama', expiresOn: day('2027-06-30') },
        reason: 'typing-error',
        correctedEventId: null,
      }),
      { employeeId: corrected },
    ),
    ...plainly(...acceptedContract('contract', { company: 'acme', employee: 'worker' }, indian)),
    ...plainly({
      stream: streamOf('employee', idOf('ghost')),
      type: 'CommandAbandoned',
      data: { effectiveOn: '2026-01-01', abandonedCommandId: idOf('sleeper') },
    }),
  );
});
afterAll(async () => {
  await side.drop();
});

describe('the history of a record', () => {
  it('tells each event with its sender, its basis and what it changed', async () => {
    const { items } = await history(`/v1/companies/${acme}/events`);
    expect(items.map((item) => item.type)).toEqual(['CompanyRegistered', 'EstablishmentOpened', 'CompanySuspended', 'CompanyDescribed']);
    for (const item of items) expect(historyEvent.safeParse(item).error).toBeUndefined();
    expect(items[2]).toMatchObject({
      revision: 2,
      schemaVersion: 1,
      summary: 'The company may not act until it is resumed.',
      effectiveOn: '2026-01-05',
      role: 'platform-service',
      commandName: 'Specify',
      data: { reason: 'labour-inspection' },
      basis: { rules: [{ rule: 'company.confirmation', version: '1' }], unknown: ['wage-protection'] },
      changes: [
        { field: '/status', before: 'active', after: 'suspended' },
        { field: '/statusSince', before: '2020-01-01', after: '2026-01-05' },
        { field: '/statusReason', before: null, after: 'labour-inspection' },
      ],
    });
    expect(items[3]?.changes).toEqual([
      { field: '/describedOn', before: '2020-01-01', after: '2026-01-06' },
      { field: '/name/en', before: 'Company acme', after: 'New Name' },
      { field: '/contact/email', before: null, after: 'info@example.com' },
    ]);
    expect(items[0]?.changes).toContainEqual({ field: '/status', before: null, after: 'active' });
    expect(items[1]?.changes).toMatchObject([
      {
        field: `/establishments/${idOf('acme main')}`,
        before: null,
        after: { number: '1-115892', status: 'open', name: { ar: 'الرئيسي', en: null } },
      },
    ]);
  });

  it('opens personal values and compares them with the same person’s before', async () => {
    const { items } = await history(`/v1/employees/${worker}/events`);
    expect(items[0]?.personal).toEqual({ employeeId: zarqaal });
    expect(items[0]?.changes).toContainEqual({ field: '/personal/employeeId/mobile', before: null, after: '+966501234567' });
    expect(items[1]?.personal).toEqual({ employeeId: { identifier: { scheme: 'iqama', value: '2000000014' } } });
    expect(items[1]?.changes).toContainEqual({
      field: '/personal/employeeId/identifiers/0/value',
      before: '2000000006',
      after: '2000000014',
    });
    expect(items[1]?.changes).toContainEqual({ field: '/residence/expiresOn', before: '2026-06-30', after: '2027-06-30' });
    expect(items[2]?.changes.filter(({ field }) => field.startsWith('/personal'))).toEqual([
      { field: '/personal/employeeId/name/en/family', before: 'Zarqaal', after: 'Zarqaal-Two' },
      { field: '/personal/employeeId/email', before: 'zarqaal@example.org', after: null },
    ]);
    expect(items[2]?.changes).toContainEqual({ field: '/nationality', before: 'IND', after: 'PAK' });
  });

  it('tells the same of an event on whichever page it comes', async () => {
    for (const path of [`/v1/employees/${worker}`, `/v1/contracts/${idOf('contract')}`, `/v1/companies/${acme}`]) {
      const { items } = await history(`${path}/events`);
      const backwards: Told[] = [];
      for (let next: string | null = `${path}/events?order=desc&limit=1`; next !== null;) {
        const page: { readonly items: readonly Told[]; readonly next: string | null } = await history(next);
        backwards.push(...page.items);
        next = page.next;
      }
      expect(backwards.reverse()).toEqual(items);
      const forwards: Told[] = [];
      for (let next: string | null = `${path}/events?limit=2`; next !== null;) {
        const page: { readonly items: readonly Told[]; readonly next: string | null } = await history(next);
        forwards.push(...page.items);
        next = page.next;
      }
      expect(forwards).toEqual(items);
      for (const item of items) expect((await side.get(`${path}/events/${item.revision}`)).json()).toEqual(item);
    }
  });

  it('is never behind the log, whatever the read models have', async () => {
    await side.standStill();
    const position = await side.tell(...plainly(companyEvent('acme', 'CompanyResumed', { effectiveOn: day('2026-02-01') })));
    const answer = await side.get(`/v1/companies/${acme}/events?order=desc&limit=1&after=${position}`);
    expect(answer.json()).toMatchObject({
      items: [{ type: 'CompanyResumed', position }],
      next: `/v1/companies/${acme}/events?order=desc&limit=1&from=3`,
      position,
    });
    expect(answer.headers['ledger-position']).toBe(position);
    side.goOn();
  });

  it('is 404 where nothing was ever accepted, or at a revision that is not there', async () => {
    for (const url of [`/v1/employees/${idOf('ghost')}/events`, `/v1/companies/${worker}/events`, '/v1/companies/x/events']) {
      const answer = await side.get(url);
      expect(answer.statusCode, url).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'record-not-found' });
    }
    for (const revision of ['99', 'last', '-1']) {
      const answer = await side.get(`/v1/companies/${acme}/events/${revision}`);
      expect(answer.statusCode, revision).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'event-not-found' });
    }
    expect((await side.get(`/v1/companies/${acme}/events?from=x`)).statusCode).toBe(400);
    expect((await side.get(`/v1/companies/${acme}/events?after=other-log.0000000000000001`)).statusCode).toBe(410);
  });

  it('tells nothing of a person whose key was destroyed, and what that event means', async () => {
    await side.vault.destroy(worker, {
      reason: 'request',
      legalBasis: 'PDPL art. 18',
      method: 'key destruction',
      at: '2026-03-01T09:00:00.000Z',
    });
    await side.tell({
      given: {
        stream: streamOf('employee', worker),
        type: 'SubjectKeyDestroyed',
        data: { effectiveOn: '2026-03-01', subjectId: worker, reason: 'request', legalBasis: 'PDPL art. 18', method: 'key destruction' },
      },
    });
    const answer = await side.get(`/v1/employees/${worker}/events`);
    for (const canary of canaries) expect(answer.body).not.toContain(canary);
    const { items } = answer.json<{ items: Told[] }>();
    expect(items[0]?.personal).toEqual({ employeeId: { erased: true } });
    expect(items[0]?.changes).toContainEqual({ field: '/nationality', before: null, after: 'IND' });
    expect(items.at(-1)).toMatchObject({
      type: 'SubjectKeyDestroyed',
      summary: 'The key of a person was destroyed: his sealed values read as erased.',
      changes: [],
    });
  });
});
