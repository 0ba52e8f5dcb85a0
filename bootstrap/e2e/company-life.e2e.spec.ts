import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acmeMarket, FIRST, LAST, person, SECOND } from './testing/acme-market.js';
import { apiClient, tokenFor, type Answer, type Api } from './testing/api.js';
import { feedLines, followFeed, type FeedLine } from './testing/feed.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, numbersFrom, type Clerk } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, sijil, type Program } from './testing/program.js';
import { expectSoundLog, expectTablesToBeTheFold, recordsIn, storedEvents } from './testing/stored-log.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);
let ledger: Ledger;
let program: Program | undefined;
let api: Api;
let clerk: Clerk;

async function startOn(day: string): Promise<void> {
  if (program !== undefined) await expectCleanStop(program);
  program = serve({ ...ledger.variables, SIJIL_TODAY: day });
  const { address } = await program.ready;
  api = apiClient(() => address, await tokenFor(ledger.home));
  clerk = clerkOf(api);
}

beforeAll(async () => {
  ledger = await ledgerOnDatabases('company life');
  await startOn(FIRST);
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

const market = acmeMarket(numbers, () => ({ api, clerk }));

describe('the whole life of a company with ten employees', () => {
  it('begins: companies, establishments, people, somebody who may act', () => market.begin());

  it('goes on: contracts offered and answered in every way', () => market.offerContracts());

  it('goes on: permits and visas', () => market.askForPermits());

  it('goes on six weeks later: what nobody answered or paid has lapsed; people leave, one for another company', async () => {
    await startOn(SECOND);
    await market.partWays();
  });

  it('goes on until May: terms, notices and silence have run out by themselves', async () => {
    await startOn(LAST);
    await market.comeToRest();
  });

  it('asks for more workers than its band allows, and hears why not', async () => {
    const establishmentId = await clerk.mainEstablishment(market.acme);
    const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
    const ask = () => api.post<Record<string, unknown>>('/v1/visas', { companyId: market.acme.id, establishmentId, kind: 'permanent', phase: 'expansion', lines: [line] });
    // Until the week that ended on 2 May is closed: come again.
    await vi.waitFor(async () => expect(await ask()).not.toMatchObject({ status: 503, body: { code: 'saudization.week-not-closed' } }), { timeout: 60_000, interval: 200 });
    const { status, headers, body } = await ask();
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      type: 'urn:sijil:problem:visa.band-too-low',
      code: 'visa.band-too-low',
      rule: 'nitaqat-2026',
      ruleVersion: '1',
      bandNeeded: 'MEDIUM_GREEN',
      week: '2026-05-02',
      distance: { heads: expect.any(Number) as number },
      errors: [{ pointer: '/establishmentId' }],
    });
    expect(['RED', 'LOW_GREEN']).toContain(body['band']);
  });
});

interface Page {
  readonly items: readonly { readonly id: string; readonly [field: string]: unknown }[];
  readonly next: string | null;
}

describe('what is read of it', () => {
  it('the workspace: counts, lists, who may act, what needs attention from the day on', async () => {
    const { body, text } = await api.get<Record<string, never>>(`/v1/workspaces/${market.acme.id}?within=300`);
    const workspace = body as unknown as {
      today: string;
      counts: Record<string, number>;
      authorisedPeople: { personal: { personId: { name: { en: { first: string } } } } }[];
      attention: { kind: string; day: string; daysLeft: number; record: { id: string; href: string } }[];
    } & Record<'employees' | 'contracts' | 'workPermits' | 'visas' | 'establishments' | 'transfersOut', Page>;
    expect(workspace.today, text).toBe(LAST);
    expect(workspace.counts).toMatchObject({
      employees: 3,
      citizens: 2,
      nonCitizens: 1,
      establishmentsOpen: 2,
      establishmentsClosed: 1,
      contractsRunning: 3,
      contractsRejected: 1,
      contractsWithdrawn: 1,
      contractsLapsed: 1,
      contractsEnded: 5,
      contractsPending: 0,
      permitsActive: 1,
      permitsCancelled: 2,
      permitsRejected: 1,
      visaLinesAccepted: 1,
      visaLinesRejected: 1,
      visasGranted: 2,
      visasUsed: 1,
      visasCancelled: 1,
      visasBalance: 0,
      transfersOutCompleted: 1,
      transfersOutOpen: 0,
      authorisedPeople: 1,
    });
    expect(new Set(workspace.employees.items.map((one) => one.id))).toEqual(
      new Set([person(market.citizens, 0).id, person(market.citizens, 2).id, person(market.residents, 1).id]),
    );
    expect(workspace.contracts.items.length).toBe(11);
    expect(workspace.establishments.items.length).toBe(3);
    expect(workspace.transfersOut.items.map((one) => one.id)).toEqual([market.transfer.id]);
    expect(workspace.authorisedPeople.map((one) => one.personal.personId.name.en.first)).toEqual(['Omar']);
    const ends = workspace.attention.filter((one) => one.kind === 'contract-ends');
    expect(new Set(ends.map((one) => one.record.id))).toEqual(
      new Set([market.contracts.ran, market.contracts.changed, market.contracts.amended].map((one) => one.id)),
    );
    for (const { day, daysLeft } of workspace.attention) expect(daysLeft).toBe((Date.parse(day) - Date.parse(LAST)) / 86_400_000);
    expect(workspace.attention.map((one) => one.kind)).toContain('permit-expires');

    const other = await api.get<{ counts: Record<string, number> }>(`/v1/workspaces/${market.rival.id}`);
    expect(other.body.counts).toMatchObject({ employees: 1, nonCitizens: 1, contractsRunning: 1, transfersInCompleted: 1 });
  });

  it('lists: every filter, and pages that follow one another without gap or repeat', async () => {
    const ids = async (query: string): Promise<Set<string>> => new Set((await api.get<Page>(query)).body.items.map((one) => one.id));
    expect(await ids(`/v1/contracts?companyId=${market.acme.id}&status=ended`)).toEqual(
      new Set(
        [
          market.contracts.expired,
          market.contracts.noticed,
          market.contracts.resigned,
          market.contracts.moved,
          market.contracts.dismissed,
        ].map((one) => one.id),
      ),
    );
    expect(await ids(`/v1/contracts?establishmentId=${market.branch}`)).toEqual(new Set([market.contracts.amended.id]));
    expect(await ids(`/v1/contracts?companyId=${market.acme.id}&expiresBefore=2027-01-01`)).toEqual(
      new Set([market.contracts.ran, market.contracts.changed, market.contracts.amended].map((one) => one.id)),
    );
    expect(await ids(`/v1/employees?nationality=IND`)).toEqual(new Set(market.residents.map((one) => one.id)));
    expect(await ids(`/v1/employees?companyId=${market.acme.id}`)).toEqual(
      new Set([person(market.citizens, 0).id, person(market.citizens, 2).id, person(market.residents, 1).id]),
    );
    expect(await ids(`/v1/work-permits?companyId=${market.acme.id}&status=cancelled`)).toEqual(
      new Set([market.permits.cancelled.id, market.permits.lapsed.id]),
    );
    expect(await ids(`/v1/establishments?companyId=${market.acme.id}&region=SA-02`)).toEqual(new Set([market.branch]));
    expect(await ids('/v1/visas?nationality=PHL')).toEqual(new Set([market.visa.id]));
    expect(await ids(`/v1/transfers?fromCompanyId=${market.acme.id}&status=completed`)).toEqual(new Set([market.transfer.id]));

    const whole = await api.get<Page>('/v1/employees?limit=200');
    const paged: string[] = [];
    for (let next: string | null = '/v1/employees?limit=3'; next !== null;) {
      const page: Answer<Page> = await api.get(next);
      expect(page.status, page.text).toBe(200);
      expect(page.headers.get('link')).toBe(page.body.next === null ? null : `<${page.body.next}>; rel="next"`);
      paged.push(...page.body.items.map((one) => one.id));
      next = page.body.next;
    }
    expect(paged).toEqual(whole.body.items.map((one) => one.id));
    expect(paged.length).toBe(10);
    const { next } = (await api.get<Page>('/v1/employees?limit=3')).body;
    const elsewhere = await api.get(`/v1/contracts?cursor=${new URL(next ?? '', 'http://x').searchParams.get('cursor') ?? ''}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
    expect(await api.get('/v1/employees?nationality=Atlantis')).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
    expect(await api.get('/v1/employees?colour=green')).toMatchObject({
      status: 400,
      body: { code: 'invalid-query', errors: [{ pointer: '/query/colour', code: 'unknown-parameter' }] },
    });
  });

  it('the history of a record: who, why, on what, and each field before and after', async () => {
    interface Told {
      readonly type: string;
      readonly revision: number;
      readonly role: string;
      readonly commandName: string;
      readonly basis: {
        readonly records: readonly { readonly stream: string }[];
        readonly rules: readonly { readonly rule: string }[];
      } | null;
      readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
    }
    const { body } = await api.get<{ items: Told[]; next: string | null }>(`${market.contracts.amended.path}/events`);
    expect(body.items.map((event) => event.type)).toEqual([
      'ContractDrafted',
      'ContractSent',
      'ContractAccepted',
      'AmendmentProposed',
      'AmendmentAccepted',
    ]);
    expect(body.items.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    const [drafted, , accepted, , amended] = body.items;
    expect(drafted).toMatchObject({ role: 'platform-service', commandName: 'DraftContract' });
    expect(drafted?.basis?.records.map((record) => record.stream).sort()).toEqual(
      [`company-${market.acme.id}`, `employee-${person(market.residents, 1).id}`].sort(),
    );
    expect(accepted?.basis?.rules.length).toBeGreaterThan(0);
    expect(amended?.changes.filter((one) => one.field === '/terms/hoursPerWeek')).toEqual([
      { field: '/terms/hoursPerWeek', before: 48, after: 40 },
    ]);

    const paged: number[] = [];
    for (let next: string | null = `${market.contracts.amended.path}/events?order=desc&limit=2`; next !== null;) {
      const page: { body: { items: Told[]; next: string | null } } = await api.get(next);
      paged.push(...page.body.items.map((event) => event.revision));
      next = page.body.next;
    }
    expect(paged).toEqual([4, 3, 2, 1, 0]);

    const swept = await api.get<{ items: Told[] }>(`${market.contracts.unanswered.path}/events?order=desc&limit=1`);
    expect(swept.body.items[0]).toMatchObject({ type: 'ContractLapsed', commandName: 'LapseContract', role: 'system' });
    const ofPerson = await api.get<{ items: { personal: Record<string, unknown>; changes: Told['changes'] }[] }>(
      `${person(market.citizens, 0).path}/events`,
    );
    expect(JSON.stringify(ofPerson.body.items[0]?.personal)).toContain('Citizen0');
    expect(JSON.stringify(ofPerson.body.items[1]?.changes)).toContain('disability');
    expect((await api.get(`${market.acme.path}/events/999`)).status).toBe(404);
  });

  it('the feed: the log in its order, resumed anywhere, followed live, and never a personal value', async () => {
    const all: FeedLine[] = [];
    for (let after: string | undefined; ;) {
      const page = await feedLines(api, after, 25);
      if (page.lines.length === 0) break;
      all.push(...page.lines);
      after = page.position;
    }
    const stored = (await storedEvents(ledger)).filter((event) => !/^claim/i.test(event.stream));
    expect(all.map((line) => line.id)).toEqual(stored.map((event) => event.id));
    expect(all.map((line) => line.position)).toEqual(stored.map((event) => event.position));
    for (const answer of market.sent) {
      const at = all.findIndex((line) => line.id === answer.events[0]?.id);
      expect(all.slice(at, at + answer.events.length).map(({ id, type }) => ({ id, type }))).toEqual(answer.events);
    }
    const told = all.map((line) => JSON.stringify(line)).join('\n');
    for (const secret of ['Citizen0', 'Resident0', 'Hind', 'Omar', '1994-07-09', '4100012345', '0900000001'])
      expect(told).not.toContain(secret);

    const middle = all[Math.floor(all.length / 2)];
    const rest = await feedLines(api, middle?.position, 1_000);
    expect(rest.lines.map((line) => line.id)).toEqual(all.slice(all.indexOf(middle as FeedLine) + 1).map((line) => line.id));
    const visas = await feedLines(api, undefined, 1_000, 'visa');
    expect(new Set(visas.lines.map((line) => line.stream))).toEqual(new Set([`visa-${market.visa.id}`]));

    const stream = await followFeed(api, all.at(-3)?.position);
    expect([await stream.next(), await stream.next()].map((line) => line.id)).toEqual(all.slice(-2).map((line) => line.id));
    const live = await clerk.create('/v1/employees/citizens', citizen(numbers));
    const seen = await stream.next();
    expect(seen).toMatchObject({ type: 'CitizenRegistered', stream: `employee-${live.id}` });
    await stream.close();
    const resumed = await followFeed(api, seen.position);
    await market.change(live, 'death', { diedOn: LAST });
    expect(await resumed.next()).toMatchObject({ type: 'DeathRecorded', stream: `employee-${live.id}` });
    await resumed.close();
  });

  it('its own writes, by position; and the record’s tag, which a change asks for', async () => {
    await market.change(market.acme, 'suspension', { reason: 'owner-request' });
    const suspended = await api.get(`${market.acme.path}?after=${market.acme.position}`);
    expect(suspended.body).toMatchObject({ status: 'suspended', revision: market.acme.revision });
    expect((suspended.headers.get('ledger-position') ?? '') >= market.acme.position).toBe(true);
    const etag = suspended.headers.get('etag') ?? '';
    expect(etag).toBe(`"${market.acme.revision}"`);
    const unchanged = await api.get(market.acme.path, { 'If-None-Match': etag });
    expect([unchanged.status, unchanged.text]).toEqual([304, '']);
    expect((await api.get(market.acme.path, { 'If-None-Match': '"0"' })).status).toBe(200);
    const stale = await api.post(`${market.acme.path}/resumption`, {}, { revision: market.acme.revision - 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-revision', revision: market.acme.revision } });
    expect(stale.headers.get('etag')).toBe(etag);
    expect(await api.post(`${market.acme.path}/resumption`, {})).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
    expect(await api.get(`${market.acme.path}?after=0123456789abcdef.0000000000000001`)).toMatchObject({
      status: 410,
      body: { code: 'foreign-position' },
    });
    const beyond = market.acme.position.replace(/.{8}$/, '0fffffff');
    const waited = await api.get(`${market.acme.path}?after=${beyond}`);
    expect(waited.status, waited.text).toBe(503);
    expect(waited.headers.get('retry-after')).not.toBeNull();
    await market.change(market.acme, 'resumption');
    await market.change(market.acme, 'closure', { reason: 'liquidated' });
  });

  it('the counts that sijil status prints, the tables, and the log agree', async () => {
    const events = await storedEvents(ledger);
    const { stdout } = await sijil(['status', '--json'], ledger.variables);
    expect(JSON.parse(stdout)).toEqual({ records: recordsIn(events), events: events.length, position: events.at(-1)?.position });
    expect(recordsIn(events)).toEqual({ company: 2, employee: 11, contract: 12, workPermit: 4, visa: 1, transfer: 1, insurance: 0, ruleSet: 0 });
    expectSoundLog(events);
    await expectTablesToBeTheFold(ledger, events);
  });
});
