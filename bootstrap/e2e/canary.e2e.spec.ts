import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { existingInstance, logFile } from '../postgres/embedded/instance.js';
import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';
import { apiClient, tokenFor, type Answer, type Api } from './testing/api.js';
import { canariesIn, everyRow, type Canaries } from './testing/canaries.js';
import { embeddedLedger, type Ledger } from './testing/ledger.js';
import { clerkOf, company, declared, establishment, numbersFrom, terms, type Clerk, type Known } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** Of each kind a value that stands nowhere else; people are told apart by a digit. */
const numbered = (first: string, n: number): string => {
  const nine = `${first}8642097${n}`;
  return `${nine}${luhnCheckDigit(nine)}`;
};
const canaries: Canaries = {
  'first name': 'Zyxwanda',
  'first name in Arabic': 'زعفرانكناري',
  'family name': 'Qwlkanari',
  'corrected name': 'Vjkhanari',
  'name of an owner': 'Owxnercanary',
  'name of an authorised person': 'Hzqdcanary',
  'name in a bulk line': 'Blkzcanary',
  'national id': numbered('1', 1),
  'national id in a bulk line': numbered('1', 2),
  'national id of an owner': numbered('1', 3),
  'national id of an authorised person': numbered('1', 4),
  'refused national id': '1864209799',
  iqama: numbered('2', 5),
  'later iqama': numbered('2', 6),
  'border number': '3864209770',
  passport: 'ZQX8642097',
  mobile: '+966586420977',
  email: 'zyxwanda@canary.example',
  'birth date': '1987-11-23',
  'corrected birth date': '1986-10-19',
  'permit number': '48642097711',
  'visa number': '0864209771',
  'tokens’ subject': 'subject-canary-8642097',
};
const value = (what: string): string => canaries[what] ?? '';
const name = (first: string) => ({ ar: null, en: { first: value(first), family: value('family name') } });

const numbers = numbersFrom(0);
let ledger: Ledger;
let program: Program;
let address: string;
let api: Api;
let clerk: Clerk;
/** What the API answered that others may see: addresses and refusals. */
const answers: string[] = [];
let somebody: Known;
let worker: Known;
let acme: Known;
let permit: Known;
let visa: Known;

async function listening(): Promise<void> {
  program = serve({ ...ledger.variables, LOG_LEVEL: 'trace' });
  ({ address } = await program.ready);
  api = apiClient(() => address, await tokenFor(ledger.home, 'platform-service', value('tokens’ subject')));
  clerk = clerkOf(api);
}

const keep = <T>(answer: Answer<T>): Answer<T> => {
  answers.push([...answer.headers].map((header) => header.join(': ')).join('\n'), answer.status >= 400 ? answer.text : '');
  return answer;
};

beforeAll(async () => {
  ledger = await embeddedLedger();
  await listening();
  await plant();
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

/** Sends every command that takes a value of a human's own. */
async function plant(): Promise<void> {
  const described = {
    name: {
      ar: { first: value('first name in Arabic'), family: 'مثال' },
      en: { first: value('first name'), family: value('family name') },
    },
    birthDate: value('birth date'),
    passport: { number: value('passport'), issuedBy: 'IND' },
    mobile: value('mobile'),
    email: value('email'),
  };
  somebody = await clerk.create('/v1/employees/citizens', { nationalId: value('national id'), ...described, sex: 'female' });
  worker = await clerk.create('/v1/employees/residents', {
    ...described,
    document: { scheme: 'iqama', value: value('iqama'), expiresOn: '2027-12-31' },
    borderNumber: value('border number'),
    nationality: 'IND',
    sex: 'male',
  });
  await clerk.change(somebody, 'corrections', {
    ...described,
    identifiers: [{ scheme: 'national-id', value: value('national id') }],
    nationality: 'SAU',
    sex: 'female',
    name: name('corrected name'),
    birthDate: value('corrected birth date'),
    reason: 'official-document',
  });
  await clerk.change(worker, 'residence-documents', {
    document: { scheme: 'iqama', value: value('later iqama'), expiresOn: '2028-12-31' },
  });
  await clerk.change(somebody, 'weighting-facts', { weighting: { disability: true, ableToWork: false } });

  const owner = {
    kind: 'natural',
    identifiers: [{ scheme: 'national-id', value: value('national id of an owner') }],
    name: name('name of an owner'),
  };
  acme = await clerk.create('/v1/companies', company(numbers, { owner }));
  await clerk.change(acme, 'establishments', { ...establishment(numbers), main: false, owner });
  await clerk.change(acme, 'authorised-people', {
    identifiers: [{ scheme: 'national-id', value: value('national id of an authorised person') }],
    name: name('name of an authorised person'),
    scopes: ['everything'],
  });
  const establishmentId = await clerk.mainEstablishment(acme);
  const contract = await clerk.create('/v1/contracts', {
    companyId: acme.id,
    establishmentId,
    employeeId: worker.id,
    terms: terms('2026-05-01', '2027-04-30'),
  });
  await clerk.change(contract, 'sending');
  await clerk.change(contract, 'acceptance');
  permit = await clerk.create('/v1/work-permits', {
    companyId: acme.id,
    establishmentId,
    employeeId: worker.id,
    occupation: '214201',
    months: 12,
    ...declared,
  });
  await clerk.change(permit, 'bills', { billNumber: numbers.bill() });
  await clerk.change(permit, 'payments', { reference: 'SADAD-1' });
  await clerk.change(permit, 'issue', { permitNumber: value('permit number') });
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 1 };
  visa = await clerk.create('/v1/visas', { companyId: acme.id, establishmentId, kind: 'permanent', phase: 'expansion', lines: [line] });
  const requested = await api.get<{ items: { data: { lines: { lineId: string }[] } }[] }>(`${visa.path}/events`);
  const lineId = requested.body.items[0]?.data.lines[0]?.lineId ?? '';
  await clerk.change(visa, 'line-acceptances', { lineId, accepted: 1 });
  await clerk.change(visa, 'bills', { billNumber: numbers.bill() });
  await clerk.change(visa, 'payments', { reference: 'SADAD-2' });
  await clerk.change(visa, 'issue', { lineId });
  await clerk.change(visa, 'uses', { lineId, employeeId: worker.id, visaNumber: value('visa number') });

  await plantInBulk();
  await plantInRefusals();
}

async function plantInBulk(): Promise<void> {
  const data = {
    nationalId: value('national id in a bulk line'),
    name: name('name in a bulk line'),
    birthDate: value('birth date'),
    sex: 'female',
  };
  const lines = [
    { key: 'one', command: 'RegisterCitizen', data },
    { key: 'two', command: 'RegisterCitizen', data: { ...data, nationalId: value('refused national id') } },
  ];
  const started = await api.request<{ outcomes: string; id: string }>('/v1/bulk', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: lines.map((one) => JSON.stringify(one)).join('\n'),
  });
  expect(keep(started).status, started.text).toBe(202);
  await vi.waitFor(
    async () => {
      const { body } = await api.get(`/v1/operations/${started.body.id}`);
      expect(body).toMatchObject({ status: 'finished', accepted: 1, refused: 1 });
    },
    { timeout: 60_000, interval: 50 },
  );
  answers.push((await api.get(started.body.outcomes)).text);
}

async function plantInRefusals(): Promise<void> {
  const citizen = { nationalId: value('national id'), name: name('first name'), birthDate: value('birth date'), sex: 'female' };
  expect(keep(await api.post('/v1/employees/citizens', citizen)).status).toBe(409);
  expect(keep(await api.post('/v1/employees/citizens', { ...citizen, nationalId: value('refused national id') })).status).toBe(400);
  expect(keep(await api.post('/v1/employees/citizens', { ...citizen, mobile: value('national id') })).status).toBe(400);
  expect(keep(await api.get(`/v1/employees/${value('national id')}`)).status).toBe(404);
  expect(keep(await api.get(`/v1/employees?name=${value('first name')}`)).status).toBe(400);
  const broken = await api.request('/v1/employees/citizens', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'broken' },
    body: JSON.stringify(citizen).slice(0, -5),
  });
  expect(keep(broken).status).toBe(400);
}

describe('a human’s own values, planted through every command that takes one', () => {
  it('are shown to who may read the record', async () => {
    const shown = JSON.stringify([
      (await api.get(`${somebody.path}?after=${visa.position}`)).body,
      (await api.get(worker.path)).body,
      (await api.get(`/v1/workspaces/${acme.id}`)).body,
      (await api.get(permit.path)).body,
      (await api.get(visa.path)).body,
      (await api.get(`${somebody.path}/events`)).body,
      (await api.get(`${worker.path}/events`)).body,
      (await api.get(`/v1/employees?nationality=SAU`)).body,
    ]);
    const nowhere = new Set(['refused national id', 'tokens’ subject']);
    const found = new Set(canariesIn(shown, canaries));
    expect(Object.keys(canaries).filter((what) => !found.has(what) && !nowhere.has(what))).toEqual([]);
  });

  it('stand in no table of the log, the commands or the read models, nor in clear in the vault', async () => {
    for (const url of [await ledger.mainUrl(), await ledger.vaultUrl()]) {
      const rows = await everyRow(url);
      expect(rows.size).toBeGreaterThan(4);
      for (const [table, text] of rows) expect(canariesIn(text, canaries), table).toEqual([]);
    }
    const rows = await everyRow(await ledger.mainUrl());
    // The search would have found them: it finds what is open.
    expect(canariesIn(rows.get('log.event') ?? '', { open: 'INBOM' })).toEqual(['open']);
  });

  it('stand in no header, no refusal, no outcome of a bulk line, and not in the feed', async () => {
    expect(answers.length).toBeGreaterThan(6);
    for (const text of answers) expect(canariesIn(text, canaries), text).toEqual([]);
    const feed = await api.get('/v1/feed?limit=1000');
    expect(feed.text.split('\n').length).toBeGreaterThan(20);
    expect(canariesIn(feed.text, canaries)).toEqual([]);
    const metrics = await apiClient(() => address, await tokenFor(ledger.home, 'operator')).get('/metrics');
    expect(metrics.text).toContain('sijil_commands_total{command="RegisterCitizen",status="409"}');
    expect(canariesIn(metrics.text, canaries)).toEqual([]);
  });

  it('stand neither in what the program says, to the finest level, nor in the server’s log', async () => {
    await expectCleanStop(program);
    // A start reads everything again.
    const first = program;
    await listening();
    await expectCleanStop(program);
    const said = [first, program].map((one) => one.stdout() + one.stderr()).join('\n');
    expect(said.length).toBeGreaterThan(100);
    expect(canariesIn(said, canaries)).toEqual([]);
    const instance = await existingInstance(ledger.home);
    const serverLog = instance === undefined ? '' : await readFile(logFile(instance), 'utf8');
    expect(serverLog).toContain('ready to accept connections');
    expect(canariesIn(serverLog, canaries)).toEqual([]);
  });
});
