import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { idOf } from '../../projections/testing/given-events.js';
import { companyEvent, contractEvent, day, employeeEvent } from '../../projections/testing/market-events.js';
import { behindWall } from '../../read-models/behind-wall.js';
import { tableName } from '../../read-models/table-sql.js';
import { visaAnswer } from '../records/read-visa.js';
import { recordViews } from '../records/record-views.js';
import { appointed, asEmployer, candidate, companyWithRecords, duplicate, knownHuman, removed, transferBetween, type KnownHuman } from '../testing/employers-world.js';
import { openReadSide, type Asking, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';

let side: ReadSide;
let ours: KnownHuman;
let theirs: KnownHuman;
let both: KnownHuman;
let stranger: KnownHuman;

/** A record of each kind of a company. */
const recordsOf = (company: string): readonly string[] => [
  `/v1/companies/${idOf(company)}`,
  `/v1/establishments/${idOf(`${company} main`)}`,
  `/v1/employees/${idOf(`${company} worker`)}`,
  `/v1/contracts/${idOf(`${company} contract`)}`,
  `/v1/work-permits/${idOf(`${company} permit`)}`,
  `/v1/visas/${idOf(`${company} visa`)}`,
  `/v1/insurance-registrations/${idOf(`${company} insurance`)}`,
];

beforeAll(async () => {
  side = await openReadSide('own records');
  ours = await knownHuman(side, 1);
  theirs = await knownHuman(side, 2);
  both = await knownHuman(side, 3);
  stranger = await knownHuman(side, 4);
  await side.tell(
    ...companyWithRecords('acme'),
    ...companyWithRecords('other'),
    ...companyWithRecords('third'),
    appointed('acme', ours),
    appointed('other', theirs),
    appointed('acme', both),
    appointed('other', both),
    transferBetween('transfer', 'acme', 'other'),
    ...candidate('drafted', 'acme', 'draft'),
    ...candidate('offered', 'acme', 'offered'),
    ...candidate('negotiating', 'acme', 'changes-asked'),
    ...candidate('refused', 'acme', 'rejected'),
    ...duplicate('twin', 'original', 'acme', 'acme'),
    ...duplicate('lone twin', 'lone original', 'acme', 'other'),
  );
  await side.settle();
});
afterAll(async () => {
  await side.drop();
});

/** What an answer says, without what is each request's own. */
function told(answer: LightMyRequestResponse): object {
  const { date: _date, 'content-length': _length, ...headers } = answer.headers;
  const { instance: _instance, ...body } = answer.json<Readonly<Record<string, unknown>>>();
  return { status: answer.statusCode, headers, body };
}

describe('an employer', () => {
  it('reads the records of his company, each exactly as it is shown to employers', async () => {
    for (const [n, url] of recordsOf('acme').entries()) {
      const answer = await side.get(url, asEmployer(ours));
      expect(answer.statusCode, url).toBe(200);
      expect(answer.headers, url).toMatchObject({ etag: expect.any(String), 'ledger-position': await side.log.store.head(), 'cache-control': 'no-store' });
      const view = recordViews[n];
      if (view?.type === 'visa') expect(visaAnswer.safeParse(answer.json()).error).toBeUndefined();
      else expect(view?.answers.employer.safeParse(answer.json()).error, url).toBeUndefined();
    }
  });

  it('hears of another’s records what he hears of absent ones, to the byte, whatever he adds', async () => {
    for (const url of [...recordsOf('other'), ...recordsOf('third'), `/v1/workspaces/${idOf('other')}`]) {
      const absent = url.replace(/[^/]+$/, idOf('nowhere'));
      for (const more of [{}, { 'if-none-match': '*' }, { 'if-none-match': '"0"' }]) {
        const asking = { ...asEmployer(ours), headers: more };
        const [answer, nothing] = [await side.get(url, asking), await side.get(absent, asking)];
        expect(answer.statusCode, url).toBe(404);
        expect(told(answer), url).toEqual(told(nothing));
        expect(answer.rawPayload.length, url).toBe(nothing.rawPayload.length);
      }
    }
  });

  it('hears it also where a service has just read the record, and where its own people have', async () => {
    const url = recordsOf('other')[2] ?? '';
    for (const asking of [{}, {}, asEmployer(theirs)]) expect((await side.get(url, asking)).statusCode).toBe(200);
    expect((await side.get(url, asEmployer(ours))).statusCode).toBe(404);
    const together = await Promise.all([side.get(url, asEmployer(theirs)), side.get(url, asEmployer(ours)), side.get(url), side.get(url, asEmployer(stranger))]);
    expect(together.map(({ statusCode }) => statusCode)).toEqual([200, 404, 200, 404]);
  });

  it('is told nothing of weighting categories, of private contacts, of owners and of other employers’ contracts', async () => {
    const employee = await side.get(recordsOf('acme')[2] ?? '', asEmployer(ours));
    expect(employee.json()).toMatchObject({ personal: { employeeId: { name: { en: { family: 'Zarqaal' } }, passport: { number: 'P7654321' }, birthDate: '1988-05-04' } } });
    const { personal } = employee.json<{ personal: { employeeId: object } }>();
    expect(Object.keys(personal.employeeId).sort()).toEqual(['birthDate', 'identifiers', 'name', 'passport']);
    const whole = await side.get(recordsOf('acme')[2] ?? '');
    expect(whole.json()).toMatchObject({ personal: { employeeId: { mobile: '+966501234567', disability: null } } });
    for (const [url, hidden] of [
      [recordsOf('acme')[0], ['owner', 'ownerId']],
      [recordsOf('acme')[1], ['owner', 'ownerId']],
      [recordsOf('acme')[3], ['previousContractId', 'successorContractId']],
    ] as const) {
      const shown = (await side.get(url ?? '', asEmployer(ours))).json<object>();
      expect(hidden.filter((name) => name in shown), url).toEqual([]);
    }
  });

  it('sees of a transfer what concerns his side', async () => {
    const url = `/v1/transfers/${idOf('transfer')}`;
    const from = (await side.get(url, asEmployer(ours))).json<Record<string, unknown>>();
    const to = (await side.get(url, asEmployer(theirs))).json<Record<string, unknown>>();
    expect(from).toMatchObject({ status: 'pending-employee', employeeId: idOf('acme worker'), companyId: idOf('other'), fromEstablishmentId: idOf('acme main') });
    for (const name of ['terms', 'occupation', 'fee', 'establishmentId', 'permitId', 'newContractId']) expect(from, name).not.toHaveProperty(name);
    expect(to).toMatchObject({ terms: { occupation: '251201' }, establishmentId: idOf('other main') });
    expect(to).not.toHaveProperty('fromEstablishmentId');
    // Who is asked for works where he works: the new employer is not shown him before there is a contract.
    expect((await side.get(recordsOf('acme')[2] ?? '', asEmployer(theirs))).statusCode).toBe(404);
  });

  it('sees who was offered a contract and has not refused, and nobody who was only drafted one', async () => {
    const seen = async (employee: string): Promise<number> => (await side.get(`/v1/employees/${idOf(employee)}`, asEmployer(ours))).statusCode;
    expect(await Promise.all(['drafted', 'refused', 'offered', 'negotiating'].map(seen))).toEqual([404, 404, 200, 200]);
    expect((await side.get(`/v1/contracts/${idOf('contract of drafted')}`, asEmployer(ours))).statusCode).toBe(200);
  });

  it('is led from a duplicate to its survivor only where he may read that', async () => {
    const twin = await side.get(`/v1/employees/${idOf('twin')}`, asEmployer(ours));
    expect(twin.json()).toMatchObject({ status: 'merged' });
    expect(twin.headers.link).toBe(`</v1/employees/${idOf('original')}>; rel="canonical"`);
    const lone = await side.get(`/v1/employees/${idOf('lone twin')}`, asEmployer(ours));
    expect(lone.statusCode).toBe(200);
    expect(lone.headers.link).toBeUndefined();
    expect(lone.body).not.toContain(idOf('lone original'));
  });

  it('is answered 304 for what he has', async () => {
    const url = recordsOf('acme')[0] ?? '';
    const { headers } = await side.get(url, asEmployer(ours));
    const again = await side.get(url, { ...asEmployer(ours), headers: { 'if-none-match': String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

describe('what an employer has read before', () => {
  it('is shown again as it is now, and not at all once it is his company’s no more', async () => {
    const human = await knownHuman(side, 40);
    await side.tell(appointed('acme', human), ...candidate('passing', 'acme', 'offered'));
    await side.settle();
    const employee = `/v1/employees/${idOf('passing')}`;
    const contract = `/v1/contracts/${idOf('contract of passing')}`;
    const read = async (url: string): Promise<unknown> => {
      const answer = await side.get(url, asEmployer(human));
      return answer.statusCode === 200 ? answer.json<{ status: unknown }>().status : answer.statusCode;
    };
    for (let round = 0; round < 3; round += 1) expect([await read(employee), await read(contract)]).toEqual(['registered', 'pending-employee']);
    await side.tell({ given: contractEvent('contract of passing', { company: 'acme', employee: 'passing' }, 'ContractRejected', { reason: 'terms-not-agreed' }) });
    await side.settle();
    for (let round = 0; round < 2; round += 1) expect([await read(employee), await read(contract)]).toEqual([404, 'rejected']);
  });

  it('is not shown to him as who acts for another company, nor to another’s people', async () => {
    const [url = ''] = recordsOf('acme');
    for (let round = 0; round < 2; round += 1) {
      const statuses = await Promise.all([side.get(url, asEmployer(both, 'acme')), side.get(url, asEmployer(both, 'other')), side.get(url, asEmployer(theirs)), side.get(url, asEmployer(ours))]);
      expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 404, 404, 200]);
    }
  });

  it('is for him to name a company for, once the read models know a second', async () => {
    const human = await knownHuman(side, 41);
    await side.tell(appointed('acme', human));
    await side.settle();
    const [url = ''] = recordsOf('acme');
    for (let round = 0; round < 2; round += 1) expect((await side.get(url, asEmployer(human))).statusCode).toBe(200);
    await side.tell(appointed('other', human));
    await side.settle();
    expect((await side.get(url, asEmployer(human))).json()).toMatchObject({ code: 'acting-company-missing' });
    await side.tell(removed('acme', human));
    expect((await side.get(url, asEmployer(human))).statusCode).toBe(404);
    expect((await side.get(recordsOf('other')[0] ?? '', asEmployer(human))).statusCode).toBe(200);
  });
});

describe('the company for which an employer acts', () => {
  const status = async (human: KnownHuman, url: string, company?: string): Promise<number> => (await side.get(url, asEmployer(human, company))).statusCode;
  const [acme = ''] = recordsOf('acme');
  const [other = ''] = recordsOf('other');

  it('is named where he may act for several, and only it counts then', async () => {
    expect(await status(both, acme, 'acme')).toBe(200);
    expect(await status(both, other, 'acme')).toBe(404);
    expect(await status(both, other, 'other')).toBe(200);
    const unnamed = await side.get(acme, asEmployer(both));
    expect(unnamed.json()).toMatchObject({ status: 400, code: 'acting-company-missing', errors: [{ pointer: '/headers/acting-company' }] });
  });

  it('is one for which he may act: to name another is to name none', async () => {
    for (const [human, company] of [[ours, 'other'], [ours, 'nowhere'], [stranger, 'acme']] as const) {
      for (const url of [acme, other]) {
        const answer = await side.get(url, asEmployer(human, company));
        expect(told(answer)).toEqual(told(await side.get(`/v1/companies/${idOf('nowhere')}`, asEmployer(ours))));
      }
    }
    expect(await status(stranger, acme)).toBe(404);
    expect((await side.get(acme, { role: 'employer' })).statusCode).toBe(404);
  });

  it('is refused where it is no id', async () => {
    for (const name of ['acme', '', idOf('acme').toUpperCase(), `${idOf('acme')}, ${idOf('acme')}`, "' or true --"]) {
      const answer = await side.get(acme, { ...asEmployer(ours), headers: { 'acting-company': name } });
      expect(answer.json(), name).toMatchObject({ status: 400, code: 'acting-company-invalid', errors: [{ pointer: '/headers/acting-company' }] });
    }
  });

  it('stays his to read while it is suspended', async () => {
    await side.tell({ given: { stream: streamOf('company', idOf('third')), type: 'CompanySuspended', data: { effectiveOn: '2026-02-20', companyId: idOf('third'), reason: 'court-order' } } });
    const keeper = await knownHuman(side, 20);
    await side.tell(appointed('third', keeper));
    expect(await status(keeper, recordsOf('third')[0] ?? '', 'third')).toBe(200);
  });

  it('is his on the days of his authority', async () => {
    const [tomorrow, untilToday, lastDay] = [await knownHuman(side, 21), await knownHuman(side, 22), await knownHuman(side, 23)];
    await side.tell(appointed('acme', tomorrow, { from: '2026-03-02' }), appointed('acme', untilToday, { to: '2026-03-01' }), appointed('acme', lastDay, { to: '2026-03-02' }));
    expect(await Promise.all([tomorrow, untilToday, lastDay].map((human) => status(human, acme, 'acme')))).toEqual([404, 404, 200]);
  });
});

describe('a change of who may act', () => {
  it('counts at the next request, though the read models stand still', async () => {
    const human = await knownHuman(side, 30);
    await side.standStill();
    try {
      const [url = ''] = recordsOf('acme');
      const status = async (): Promise<number> => (await side.get(url, asEmployer(human, 'acme'))).statusCode;
      for (let round = 0; round < 3; round += 1) {
        expect(await status()).toBe(404);
        await side.tell(appointed('acme', human));
        expect(await status()).toBe(200);
        await side.tell(removed('acme', human));
        expect(await status()).toBe(404);
      }
    } finally {
      side.goOn();
    }
  });

  it('takes away what a read model that stands still still names', async () => {
    const human = await knownHuman(side, 31);
    await side.tell(appointed('acme', human));
    await side.settle();
    await side.standStill();
    try {
      const urls = [...recordsOf('acme'), `/v1/workspaces/${idOf('acme')}`];
      for (const url of urls) expect((await side.get(url, asEmployer(human))).statusCode, url).toBe(200);
      await side.tell(removed('acme', human));
      const after = await Promise.all(urls.map(async (url) => (await side.get(url, asEmployer(human))).statusCode));
      expect(after).toEqual(urls.map(() => 404));
      expect((await side.get('/v1/contracts', asEmployer(human))).json()).toMatchObject({ items: [] });
    } finally {
      side.goOn();
    }
  });
});

describe('the second wall', () => {
  it('shows no more where the first is left out', async () => {
    for (const view of recordViews) {
      const ids = async (company: string, own: boolean): Promise<readonly string[]> => {
        const text = `select r.id from ${tableName(view.table)} r ${own ? `where ${view.own.all('$1')}` : ''} order by r.id`;
        // With the first wall alone as the owner of the tables, with the second alone as the employers' role.
        const { rows } = own
          ? await side.log.pool.query<{ id: string }>(text, [idOf(company)])
          : await behindWall(side.log.pool, { company: idOf(company) }, (db) => db.query<{ id: string }>(text));
        return rows.map(({ id }) => id);
      };
      for (const company of ['acme', 'other', 'third', 'nowhere']) {
        const first = await ids(company, true);
        expect(await ids(company, false), view.path).toEqual(first);
        if (company === 'acme') expect(first.length, view.path).toBeGreaterThan(0);
      }
    }
  });
});

describe('what other registers say of a record', () => {
  const worker = `/v1/employees/${idOf('acme worker')}/accreditations`;
  const company = `/v1/companies/${idOf('acme')}/certificates`;
  const regulator: Asking = { role: 'regulator', headers: { purpose: 'inspection', 'case-id': 'CASE-1' } };

  beforeAll(async () => {
    const recorded = (on: string, validTo: string | null) =>
      telling(employeeEvent('acme worker', 'AccreditationRecorded', { effectiveOn: day(on), body: 'SCE', validFrom: day(on), validTo: validTo === null ? null : day(validTo), educationLevel: 6 }), { employeeId: { accreditationNumber: 'SCE-12345' } });
    const certified = (certificateNumber: string, validFrom: string) =>
      companyEvent('acme', 'MowaamahCertificateRecorded', { effectiveOn: day('2026-02-20'), certificateNumber, validFrom: day(validFrom), validTo: day('2026-12-31') });
    await side.tell(
      recorded('2026-02-01', null),
      recorded('2025-01-01', '2025-12-31'),
      ...plainly(certified('MW-2', '2026-02-01'), certified('MW-1', '2026-01-01'), companyEvent('acme', 'MowaamahCertificateWithdrawn', { effectiveOn: day('2026-02-25'), certificateNumber: 'MW-2', reason: 'conditions-not-met' })),
    );
    await side.settle();
  });

  it('is listed with the record, as it was last told, to its employer, services and regulators; no sealed number is among it', async () => {
    for (const asking of [asEmployer(ours), {}, regulator]) {
      const [accreditations, certificates] = [await side.get(worker, asking), await side.get(company, asking)];
      expect(accreditations.json()).toEqual({
        items: [
          { body: 'SCE', validFrom: '2025-01-01', validTo: '2025-12-31', educationLevel: 6 },
          { body: 'SCE', validFrom: '2026-02-01', validTo: null, educationLevel: 6 },
        ],
        position: await side.log.store.head(),
      });
      expect(certificates.json<{ items: unknown }>().items).toEqual([
        { certificateNumber: 'MW-1', validFrom: '2026-01-01', validTo: '2026-12-31', withdrawnOn: null },
        { certificateNumber: 'MW-2', validFrom: '2026-02-01', validTo: '2026-12-31', withdrawnOn: '2026-02-25' },
      ]);
      expect(accreditations.body).not.toContain('12345');
    }
  });

  it('is nothing where nothing was told, and absent where the record is or is not his', async () => {
    expect((await side.get(`/v1/employees/${idOf('other worker')}/accreditations`)).json()).toMatchObject({ items: [] });
    expect((await side.get(`/v1/employees/${idOf('nowhere')}/accreditations`)).statusCode).toBe(404);
    for (const url of [worker, company]) {
      const absent = await side.get(url.replace(/[0-9a-f-]{36}/, idOf('nowhere')), asEmployer(theirs));
      expect(absent.json()).toMatchObject({ status: 404, code: 'record-not-found' });
      expect(told(await side.get(url, asEmployer(theirs)))).toEqual(told(absent));
      expect((await side.get(url, { role: 'analyst' })).statusCode).toBe(403);
    }
  });
});
