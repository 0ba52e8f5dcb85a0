// In whose name a command comes, over HTTP and in bulk bodies; and a service account that was given one family of commands.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandRegistry } from '../ledger/registries.js';
import { inWords } from '../../commands/registry/on-behalf.js';
import { routeOf } from '../../commands/registry/registry.js';
import type { CommandFamily } from '../../domain/access/command-families.js';
import { openLocalIssuer } from '../auth/local-issuer.js';
import type { Api } from '../e2e/testing/api.js';
import { behalfHeader, citizen, clerkOf, company, declared, numbersFrom, resident, terms, type Clerk, type Known } from '../e2e/testing/market.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

interface Outcome {
  readonly line: number;
  readonly outcome: 'accepted' | 'refused';
  readonly status?: number;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

const numbers = numbersFrom(0);
const name = { ar: null, en: { first: 'Omar', family: 'Example' } };

let served: ServedLedger;
let clerk: Clerk;
let firm: Known;
let establishmentId: string;
beforeAll(async () => {
  served = await serveLedger('on behalf');
  clerk = clerkOf(served.api);
  firm = await clerk.create('/v1/companies', company(numbers));
  establishmentId = await clerk.mainEstablishment(firm);
});
afterAll(async () => {
  await served.close();
});

/** A contract that waits for its employee. */
async function offered(): Promise<{ readonly employee: Known; readonly contract: Known }> {
  const employee = await clerk.create('/v1/employees/citizens', citizen(numbers));
  const contract = await clerk.create('/v1/contracts', { companyId: firm.id, establishmentId, employeeId: employee.id, terms: terms('2026-05-10', null) });
  await clerk.change(contract, 'sending');
  return { employee, contract };
}

const post = (record: Known, action: string, data: object, onBehalfOf?: string, key: string = randomUUID()) =>
  served.api.post<{ code?: string; errors?: unknown; revision?: number }>(`${record.path}/${action}`, data, {
    key,
    revision: record.revision,
    headers: behalfHeader(onBehalfOf),
  });

/** The outcomes of a bulk body's lines. */
async function outcomesOf(api: Api, lines: readonly object[]): Promise<readonly Outcome[]> {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const started = await api.request('/v1/bulk', { method: 'POST', body, headers: { 'Content-Type': 'application/x-ndjson' } });
  expect(started.status, started.text).toBe(202);
  const location = started.headers.get('location') ?? '';
  await expect.poll(async () => (await api.get<{ status: string }>(location)).body.status, { timeout: 20_000 }).toBe('finished');
  const { text } = await api.get(`${location}/outcomes`);
  return text.split('\n').filter((one) => one !== '').map((one) => JSON.parse(one) as Outcome);
}
const told = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map((one) => one.code ?? one.outcome);

describe('On-Behalf-Of', () => {
  it('lets an answer come from whom it belongs to and from nobody else; the event names him', async () => {
    const { employee, contract } = await offered();
    const other = await clerk.create('/v1/employees/citizens', citizen(numbers));
    const manager = await clerk.appoint(firm, { identifiers: [{ scheme: 'national-id', value: numbers.nationalId() }], name });
    for (const wrong of [undefined, other.id, manager, randomUUID()]) {
      expect(await post(contract, 'acceptance', {}, wrong)).toMatchObject({ status: 403, body: { code: 'behalf-not-allowed' } });
    }
    const accepted = await post(contract, 'acceptance', {}, employee.id);
    expect(accepted.status, accepted.text).toBe(200);
    const event = await served.api.get(`${contract.path}/events/${accepted.body.revision ?? -1}`);
    expect(event.body).toMatchObject({ type: 'ContractAccepted', onBehalfOf: employee.id, role: 'platform-service' });
    const before = await served.api.get(`${contract.path}/events/0`);
    expect(before.body).toMatchObject({ type: 'ContractDrafted', onBehalfOf: null });
  });

  it('of somebody who died since his appointment asks for no work permit and pays for none, and leaves nothing', async () => {
    const nationalId = numbers.nationalId();
    const person = await clerk.create('/v1/employees/citizens', citizen(numbers, { nationalId }));
    const manager = await clerk.appoint(firm, { identifiers: [{ scheme: 'national-id', value: nationalId }], name });
    const ask = async () => {
      const worker = await clerk.create('/v1/employees/residents', resident(numbers));
      const asked = { companyId: firm.id, establishmentId, employeeId: worker.id, occupation: '214201', months: 12, ...declared };
      return served.api.post<{ id: string; revision: number; code?: string }>('/v1/work-permits', asked, { headers: behalfHeader(manager) });
    };
    const { status, text, body } = await ask();
    expect(status, text).toBe(201);
    const permit: Known = { path: `/v1/work-permits/${body.id}`, id: body.id, revision: body.revision, position: '' };
    await clerk.change(permit, 'bills', { billNumber: numbers.bill() });
    await clerk.change(person, 'death', { diedOn: '2026-04-20' });
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'behalf-not-allowed' } });
    expect(await post(permit, 'payments', { reference: 'SADAD-1' }, manager)).toMatchObject({ status: 403, body: { code: 'behalf-not-allowed' } });
    const line = { key: randomUUID(), command: 'PayWorkPermitBill', record: permit.id, data: { reference: 'SADAD-1' }, onBehalfOf: { identifier: { scheme: 'national-id', value: nationalId } } };
    expect(told(await outcomesOf(served.api, [line]))).toEqual(['behalf-not-allowed']);
    expect(await served.api.get(`${permit.path}/events/${permit.revision + 1}`)).toMatchObject({ status: 404 });
  });

  it('is part of what its key stands for', async () => {
    const { employee, contract } = await offered();
    const key = randomUUID();
    const first = await post(contract, 'acceptance', {}, employee.id, key);
    expect(first.status, first.text).toBe(200);
    expect(await post(contract, 'acceptance', {}, employee.id, key)).toMatchObject({ status: 200, body: first.body });
    for (const other of [undefined, randomUUID()]) {
      expect(await post(contract, 'acceptance', {}, other, key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    }
  });

  it.each(['', 'somebody', '1000000008', `${randomUUID()}, ${randomUUID()}`, randomUUID().toUpperCase()])('that is no id (%j) is named and refused', async (header) => {
    const answer = await served.api.post<object>('/v1/employees/citizens', citizen(numbers), { headers: { 'On-Behalf-Of': header } });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'on-behalf-of-malformed', errors: [{ pointer: '/headers/on-behalf-of', code: 'on-behalf-of-malformed' }] },
    });
  });

  it('is described for each command with its parties', async () => {
    type Described = Record<string, { post?: { parameters?: readonly { name: string; in: string; description?: string }[] } }>;
    const { paths } = (await served.api.get<{ paths: Described }>('/openapi.json')).body;
    for (const command of buildCommandRegistry().commands) {
      if (command.policy === null) continue;
      const header = paths[routeOf(command)]?.post?.parameters?.find((one) => one.in === 'header' && one.name === 'on-behalf-of');
      for (const party of command.onBehalfOf ?? []) expect(header?.description, command.name).toContain(inWords(party));
    }
  });
});

describe('a line of a bulk body', () => {
  it('names its subject by id, by a number of his, or by the line that registered him', async () => {
    const nationalId = numbers.nationalId();
    const parties = { companyId: firm.id, establishmentId, employeeId: { createdBy: 'worker' } };
    const lines = (again: string, subject: object) => [
      { key: `draft${again}`, command: 'DraftContract', data: { ...parties, terms: terms('2026-05-10', null) } },
      { key: `send${again}`, command: 'SendContract', record: { createdBy: `draft${again}` }, data: {} },
      { key: `accept${again}`, command: 'AcceptContract', record: { createdBy: `draft${again}` }, data: {}, onBehalfOf: subject },
    ];
    const worker = { key: 'worker', command: 'RegisterCitizen', data: { ...citizen(numbers), nationalId } };
    const outcomes = await outcomesOf(served.api, [worker, ...lines('1', { createdBy: 'worker' }), ...lines('2', { identifier: { scheme: 'national-id', value: nationalId } })]);
    expect(told(outcomes)).toEqual(Array.from({ length: 7 }, () => 'accepted'));
  });

  it('in a wrong name, or in one that leads nowhere, is refused; the lines beside it run', async () => {
    const { employee, contract } = await offered();
    const accept = (onBehalfOf?: unknown) => ({ key: randomUUID(), command: 'AcceptContract', record: contract.id, data: {}, onBehalfOf });
    const outcomes = await outcomesOf(served.api, [
      accept(),
      accept(randomUUID()),
      accept({ identifier: { scheme: 'national-id', value: numbers.nationalId() } }),
      accept({ createdBy: 'nobody' }),
      accept('somebody'),
      accept(null),
      accept(employee.id.toUpperCase()),
      accept('0190C5D2-7D0C-4B6E-8B52-0000000000FF'),
      accept(employee.id),
    ]);
    expect(told(outcomes)).toEqual(['behalf-not-allowed', 'behalf-not-allowed', 'reference-not-found', 'reference-not-found', 'invalid-line', 'invalid-line', 'behalf-not-allowed', 'behalf-not-allowed', 'accepted']);
    expect(outcomes[0]).toMatchObject({ status: 403 });
    for (const outcome of outcomes.slice(2, 5)) expect(outcome.errors?.[0]?.pointer).toBe('/onBehalfOf');
  });

  it('behind the removal of its subject is refused, before it is not', async () => {
    const value = numbers.nationalId();
    const identifier = { scheme: 'national-id', value };
    await clerk.appoint(firm, { identifiers: [identifier], name });
    const [one, two] = [await offered(), await offered()];
    const withdraw = (contract: Known) => ({ key: randomUUID(), command: 'WithdrawContract', record: contract.id, data: {}, onBehalfOf: { identifier } });
    const removal = { key: randomUUID(), command: 'RemoveAuthorisedPerson', record: firm.id, data: { personId: { identifier } } };
    expect(told(await outcomesOf(served.api, [withdraw(one.contract), removal, withdraw(two.contract)]))).toEqual(['accepted', 'accepted', 'behalf-not-allowed']);
  });

  it('says itself in whose name it comes: a body with the header is refused', async () => {
    const headers = { 'Content-Type': 'application/x-ndjson', 'On-Behalf-Of': randomUUID() };
    const answer = await served.api.request('/v1/bulk', { method: 'POST', body: '{}', headers });
    expect(answer).toMatchObject({ status: 400, body: { code: 'on-behalf-of-in-lines', errors: [{ pointer: '/headers/on-behalf-of' }] } });
  });
});

describe('a service account with one family of commands', () => {
  const serviceFor = async (family: CommandFamily): Promise<Api> => {
    const issuer = await openLocalIssuer(served.ledger.home);
    return served.client(await issuer.sign({ sub: `service of ${family}`, role: 'platform-service', scope: `command:${family}` }, 600));
  };

  it('sends its commands and no others, and reads', async () => {
    const service = await serviceFor('employee');
    const registered = await service.post('/v1/employees/citizens', citizen(numbers));
    expect(registered.status, registered.text).toBe(201);
    const refused = await service.post('/v1/companies', company(numbers));
    expect(refused).toMatchObject({ status: 403, body: { code: 'family-not-allowed' } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
    expect((await service.get(firm.path)).status).toBe(200);
  });

  it('has only the lines of its family run, whoever they name', async () => {
    const service = await serviceFor('contract');
    const { employee, contract } = await offered();
    const outcomes = await outcomesOf(service, [
      { key: 'company', command: 'RegisterCompany', data: company(numbers) },
      { key: 'appoint', command: 'SuspendCompany', record: firm.id, data: { reason: 'court-order' } },
      { key: 'accept', command: 'AcceptContract', record: contract.id, data: {}, onBehalfOf: employee.id },
      { key: 'transfer', command: 'AnswerAsEmployee', record: contract.id, data: { answer: 'accept' }, onBehalfOf: employee.id },
    ]);
    expect(told(outcomes)).toEqual(['family-not-allowed', 'family-not-allowed', 'accepted', 'family-not-allowed']);
    for (const { code, status } of outcomes) if (code !== undefined) expect(status).toBe(403);
  });

  it('sends nothing at all once its scope holds no family, and its key is another’s for another account', async () => {
    const issuer = await openLocalIssuer(served.ledger.home);
    const none = served.client(await issuer.sign({ sub: 'service of nothing', role: 'platform-service', scope: 'openid' }, 600));
    expect(await none.post('/v1/employees/citizens', citizen(numbers))).toMatchObject({ status: 403, body: { code: 'family-not-allowed' } });
    const body = `${JSON.stringify({ key: 'one', command: 'RegisterCitizen', data: citizen(numbers) })}\n`;
    const bulk = await none.request('/v1/bulk', { method: 'POST', body, headers: { 'Content-Type': 'application/x-ndjson' } });
    expect(bulk).toMatchObject({ status: 403, body: { code: 'family-not-allowed' } });
  });
});
