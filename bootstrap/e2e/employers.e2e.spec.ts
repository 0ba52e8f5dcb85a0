// Employers over HTTP: what one company's people see, of theirs and of others', while people come and go and the read models stand still.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLocalIssuer } from '../auth/local-issuer.js';
import { twoSides, type Side, type TwoSides } from '../http/testing/two-sides.js';
import { apiClient, tokenFor, type Answer, type Api } from './testing/api.js';
import { testServerUrl } from '../testing/database.js';
import { ledgerKinds, ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, numbersFrom, resident } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** What an answer says, without what is each request's own. */
function told({ status, headers, text }: Answer<unknown>): object {
  const own = ['date', 'content-length', 'ratelimit', 'ratelimit-policy', 'ledger-position'];
  return {
    status,
    headers: Object.fromEntries([...headers].filter(([name]) => !own.includes(name))),
    body: text.replace(/urn:uuid:[0-9a-f-]{36}/, 'urn:uuid:'),
  };
}

describe.each(ledgerKinds)('employers, with the log in $log', ({ log, openLedger }) => {
  const numbers = numbersFrom(0);
  let ledger: Ledger;
  let program: Program;
  let address: string;
  let service: Api;
  let sides: TwoSides;

  const employer = async (nationalNumber: string): Promise<Api> => {
    const issuer = await openLocalIssuer(ledger.home);
    return apiClient(() => address, await issuer.sign({ sub: `employer ${nationalNumber}`, role: 'employer', nationalNumber }, 3_600));
  };
  /** What is read of a record of some kinds; of others it is the record alone. */
  const readings: Readonly<Record<string, readonly string[]>> = {
    entities: ['/saudization', '/saudization/explain', '/saudization/history', '/quotas'],
    companies: ['', '/certificates'],
    employees: ['', '/accreditations'],
  };
  const records = (side: Side): readonly string[] =>
    Object.entries(side).flatMap(([kind, id]) => (kind === 'operations' ? [] : (readings[kind] ?? ['']).map((part) => `/v1/${kind}/${id}${part}`)));

  beforeAll(async () => {
    ledger = await openLedger('employers');
    program = serve(ledger.variables);
    ({ address } = await program.ready);
    service = apiClient(() => address, await tokenFor(ledger.home));
    sides = await twoSides(service, numbers);
    for (const kind of ['transfers', 'workspaces', 'entities']) {
      const url = kind === 'workspaces' ? `/v1/workspaces/${sides.own['companies'] ?? ''}` : `/v1/${kind}`;
      let status = 503;
      while (status === 503) ({ status } = await service.get(`${url}?after=${sides.position}`));
      expect(status).toBe(200);
    }
  });
  afterAll(async () => {
    await endPrograms();
    await ledger.remove();
  });

  it('read every kind of record of their company, and of another’s what they read of absent ones', async () => {
    const api = await employer(sides.nationalId);
    for (const path of records(sides.own)) expect((await api.get(path)).status, path).toBe(200);
    for (const path of records(sides.other)) {
      const [other, absent] = [await api.get(path), await api.get(path.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000'))];
      expect(other.status, path).toBe(404);
      expect(told(other), path).toEqual(told(absent));
      expect(other.text.length).toBe(absent.text.length);
    }
    for (const kind of ['companies', 'establishments', 'employees', 'contracts', 'work-permits', 'visas', 'transfers', 'insurance-registrations']) {
      const { body } = await api.get<{ items: { id: string }[] }>(`/v1/${kind}`);
      const ids = body.items.map(({ id }) => id);
      expect(ids, kind).toContain(sides.own[kind]);
      expect(ids, kind).not.toContain(sides.other[kind]);
    }
    expect((await api.get('/v1/me')).body).toMatchObject({ role: 'employer', companies: [{ id: sides.own['companies'], name: { en: 'Example Company' }, scopes: ['everything'] }] });
  });

  it('do not come to others’ companies by having their own number named beside that of who will act for those', async () => {
    const clerk = clerkOf(service);
    const [victim, own] = [numbers.nationalId(), numbers.iqama()];
    const appoint = async (companyId: string, identifiers: readonly object[]): Promise<void> => {
      const known = { path: `/v1/companies/${companyId}`, id: companyId, revision: await revisionOf(companyId), position: '' };
      await clerk.change(known, 'authorised-people', { identifiers, name: { ar: null, en: { first: 'Hind', family: 'Example' } }, scopes: ['reading'] });
    };
    const [ours, theirs] = [sides.own['companies'] ?? '', sides.other['companies'] ?? ''];
    await appoint(ours, [{ scheme: 'national-id', value: victim }, { scheme: 'iqama', value: own }]);
    await appoint(theirs, [{ scheme: 'national-id', value: victim }]);
    const status = async (number: string): Promise<number> => (await (await employer(number)).get(`/v1/companies/${theirs}`, { 'Acting-Company': theirs })).status;
    expect(await status(victim)).toBe(200);
    expect(await status(own)).toBe(404);
  });

  it('are not whom a command that was refused gave their number to', async () => {
    const clerk = clerkOf(service);
    const [iqama, mistaken] = [numbers.iqama(), numbers.iqama()];
    const document = { scheme: 'iqama', value: iqama, expiresOn: '2030-12-31' };
    const employee = await clerk.create('/v1/employees/residents', resident(numbers, { document }));
    const companyId = sides.own['companies'] ?? '';
    const known = { path: `/v1/companies/${companyId}`, id: companyId, revision: await revisionOf(companyId), position: '' };
    const name = { ar: null, en: { first: 'Ravi', family: 'Example' } };
    await clerk.change(known, 'authorised-people', { identifiers: [{ scheme: 'iqama', value: iqama }], name, scopes: ['reading'] });
    const renewal = { document: { ...document, value: mistaken, expiresOn: '2000-01-01' } };
    const refused = await service.post(`/v1/employees/${employee.id}/residence-documents`, renewal, { revision: 'any' });
    expect(refused.status).toBe(422);
    const status = async (number: string): Promise<number> => (await (await employer(number)).get(`/v1/companies/${companyId}`, { 'Acting-Company': companyId })).status;
    expect(await status(iqama)).toBe(200);
    expect(await status(mistaken)).toBe(404);
  });

  it('see nothing any more once they are recorded as deceased', async () => {
    const clerk = clerkOf(service);
    const nationalId = numbers.nationalId();
    const human = await clerk.create('/v1/employees/citizens', citizen(numbers, { nationalId }));
    const companyId = sides.own['companies'] ?? '';
    const known = { path: `/v1/companies/${companyId}`, id: companyId, revision: await revisionOf(companyId), position: '' };
    const name = { ar: null, en: { first: 'Hind', family: 'Example' } };
    await clerk.change(known, 'authorised-people', { identifiers: [{ scheme: 'national-id', value: nationalId }], name, scopes: ['reading'] });
    const issuer = await openLocalIssuer(ledger.home);
    // Each time by a token that the program has not seen: one that it has is believed for a minute.
    const ask = async (device: string): Promise<Answer<{ code?: string }>> =>
      apiClient(() => address, await issuer.sign({ sub: device, role: 'employer', nationalNumber: nationalId }, 3_600)).get(`/v1/companies/${companyId}`, { 'Acting-Company': companyId });
    expect((await ask('one')).status).toBe(200);
    expect((await service.post(`/v1/employees/${human.id}/death`, { diedOn: '2026-04-01' }, { revision: 'any' })).status).toBe(200);
    expect(await ask('two')).toMatchObject({ status: 401, body: { code: 'person-inactive' } });
  });

  it('see what they see from the next request on after an appointment, and nothing after a removal, with no projector running', async () => {
    await expectCleanStop(program);
    program = serve({ ...ledger.variables, SIJIL_ROLES: 'commands,queries,reactor' });
    ({ address } = await program.ready);
    const clerk = clerkOf(service);
    const nationalId = numbers.nationalId();
    await clerk.create('/v1/employees/citizens', citizen(numbers, { nationalId }));
    const companyId = sides.own['companies'] ?? '';
    const acting = { 'Acting-Company': companyId };
    const api = await employer(nationalId);
    const status = async (): Promise<number> => (await api.get(`/v1/companies/${companyId}`, acting)).status;
    const known = { path: `/v1/companies/${companyId}`, id: companyId, revision: await revisionOf(companyId), position: '' };
    expect(await status()).toBe(404);
    const appointment = await clerk.change(known, 'authorised-people', {
      identifiers: [{ scheme: 'national-id', value: nationalId }],
      name: { ar: null, en: { first: 'Hind', family: 'Example' } },
      scopes: ['reading'],
    });
    expect(await status()).toBe(200);
    const { body } = await service.get<{ data: { personId: string } }>(`/v1/companies/${companyId}/events/${appointment.revision}`);
    await clerk.change(known, 'authorised-people-removals', { personId: body.data.personId });
    expect(await status()).toBe(404);
    expect((await api.get<{ items: object[] }>('/v1/contracts', acting)).body.items).toEqual([]);
    // The other's people are not disturbed.
    expect((await (await employer(sides.nationalId)).get(`/v1/companies/${companyId}`)).status).toBe(200);
  });

  // The log in PostgreSQL is away only together with the read models.
  const itAway = log.startsWith('EventStoreDB') ? it : (): void => undefined;
  itAway('are told to come again while the log is away, since nobody can say then who may act', async () => {
    const { eventStore } = ledger;
    if (eventStore === undefined) throw new Error('the ledger has an EventStoreDB');
    const api = await employer(sides.nationalId);
    const url = `/v1/companies/${sides.own['companies'] ?? ''}`;
    expect((await api.get(url)).status).toBe(200);
    await eventStore.kill();
    try {
      for (const path of [url, '/v1/contracts', `/v1/workspaces/${sides.own['companies'] ?? ''}`, '/v1/me']) {
        expect((await api.get(path)).body, path).toMatchObject({ status: 503, code: 'store-unavailable' });
      }
      // A service reads rows, which are there.
      expect((await service.get(url)).status).toBe(200);
    } finally {
      await eventStore.start();
    }
    let status = 503;
    while (status === 503) ({ status } = await api.get(url));
    expect(status).toBe(200);
  });

  async function revisionOf(companyId: string): Promise<number> {
    const { body } = await service.get<{ items: { revision: number }[] }>(`/v1/companies/${companyId}/events?order=desc&limit=1`);
    return body.items[0]?.revision ?? -1;
  }
});

describe('a server whose administrator has to be asked', () => {
  it('for the role of employers: the start says in one line what he has to run, and exits with 2', async () => {
    const ledger = await ledgerOnDatabases('no role');
    const admin = new pg.Client({ connectionString: testServerUrl() });
    await admin.connect();
    const login = `sijil_e2e_${randomBytes(6).toString('hex')}`;
    const url = new URL(await ledger.mainUrl());
    try {
      await admin.query(`create role ${login} login nosuperuser nocreaterole password 'e2e'`);
      await admin.query(`alter database ${url.pathname.slice(1)} owner to ${login}`);
      url.username = login;
      url.password = 'e2e';
      const variables = { ...ledger.variables, DATABASE_URL: url.href };
      const refused = serve(variables);
      expect((await refused.ended).code).toBe(2);
      expect(refused.stderr()).toMatch(/^sijil: DATABASE_URL: its login may not (?:make|act as) the role sijil_employer: an administrator [^\n]*CREATE ROLE sijil_employer NOLOGIN; GRANT sijil_employer TO [^\n]*\n$/);
      await admin.query(`do $$ begin create role sijil_employer nologin; exception when duplicate_object or unique_violation then null; end $$`);
      await admin.query(`grant sijil_employer to ${login}`);
      const started = serve(variables);
      await started.ready;
      await expectCleanStop(started);
    } finally {
      await endPrograms();
      await ledger.remove();
      await admin.query(`drop role if exists ${login}`);
      await admin.end();
    }
  });
});
