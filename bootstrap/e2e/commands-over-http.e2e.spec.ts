import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiClient, tokenFor, type Accepted, type Answer, type Api } from './testing/api.js';
import { sentBy, steps, type ModelCompany, type Step } from './testing/company-model.js';
import { ledgerKinds, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, company, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';
import { expectWholeLedger, storedEvents } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 1_800_000 : 300_000, hookTimeout: 120_000 });
const AT_ONCE = 50;
const MODEL_STEPS = PROVE ? 10_000 : 300;

const numbers = numbersFrom(0);
let ledger: Ledger;
let program: Program;
let address: string;
let api: Api;

function together<T>(count: number, send: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, send));
}

function byStatus(answers: readonly Answer<unknown>[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function eventsOf(stream: string): Promise<readonly string[]> {
  return (await storedEvents(ledger)).filter((event) => event.stream === stream).map((event) => event.type);
}

describe.each(ledgerKinds)('with the log in $log', ({ openLedger }) => {
  beforeAll(async () => {
    ledger = await openLedger('commands');
    program = serve(ledger.variables);
    ({ address } = await program.ready);
    api = apiClient(() => address, await tokenFor(ledger.home));
  });
  afterAll(async () => {
    await endPrograms();
    await ledger.remove();
  });

  describe('many at once', () => {
    it('fault 4: of 50 parallel changes with one If-Match exactly one is accepted, 49 are stale, and the revision rises by one', async () => {
      const known = await clerkOf(api).create('/v1/companies', company(numbers));
      const answers = await together(AT_ONCE, () =>
        api.post(`${known.path}/suspension`, { reason: 'court-order' }, { revision: known.revision }),
      );
      expect(byStatus(answers)).toEqual({ 200: 1, 412: AT_ONCE - 1 });
      for (const answer of answers) expect(answer.headers.get('etag')).toBe(`"${known.revision + 1}"`);
      expect(await eventsOf(`company-${known.id}`)).toEqual(['CompanyRegistered', 'EstablishmentOpened', 'CompanySuspended']);
    });

    it('fault 5: of 50 parallel requests under one key one runs, the others hear 409 and then get its answer; one event is stored', async () => {
      const [key, data] = [randomUUID(), citizen(numbers)];
      const answers = await together(AT_ONCE, async () => {
        for (;;) {
          const answer = await api.post('/v1/employees/citizens', data, { key });
          if (answer.status !== 409) return answer;
          expect((answer.body as unknown as { code: string }).code).toBe('command-in-flight');
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
          await pause(20);
        }
      });
      expect(byStatus(answers)).toEqual({ 201: AT_ONCE });
      expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
      expect(await eventsOf(`employee-${answers[0]?.body.id ?? ''}`)).toEqual(['CitizenRegistered']);
    });

    it('of registrations of one human under keys of their own one creates the record, the others are told where it is', async () => {
      const data = citizen(numbers);
      const answers = await together(AT_ONCE, async () => {
        const key = randomUUID();
        for (;;) {
          const answer = await api.post('/v1/employees/citizens', data, { key });
          const { code } = answer.body as unknown as { code?: string };
          if (code !== 'identifier-held') return answer;
          await pause(20);
        }
      });
      expect(byStatus(answers)).toEqual({ 201: 1, 409: AT_ONCE - 1 });
      const location = answers.find((answer) => answer.status === 201)?.headers.get('location');
      for (const answer of answers) expect(answer.headers.get('location'), answer.text).toBe(location);
    });
  });

  describe('a key', () => {
    it('is answered again at once, also the moment after its answer', async () => {
      const known = await together(AT_ONCE, () => clerkOf(api).create('/v1/companies', company(numbers, { establishment: undefined })));
      const answers = await Promise.all(
        known.map(async ({ path, revision }) => {
          const request = { key: randomUUID(), revision };
          const first = await api.post(`${path}/suspension`, { reason: 'court-order' }, request);
          const second = await api.post(`${path}/suspension`, { reason: 'court-order' }, request);
          return [first, second].map(({ status, text }) => ({ status, text }));
        }),
      );
      for (const [first, second] of answers) expect(second).toEqual(first);
    });

    it('fault 6: belongs to one payload, also when the program no longer remembers; nothing is appended for another', async () => {
      const key = randomUUID();
      const data = citizen(numbers);
      const first = await api.post('/v1/employees/citizens', data, { key });
      const before = (await storedEvents(ledger)).length;
      const client = new pg.Client({ connectionString: await ledger.mainUrl() });
      await client.connect();
      await client.query('truncate commands.lease');
      await client.end();
      for (const other of [
        { ...data, sex: 'male' },
        { ...data, nationalId: numbers.nationalId() },
      ]) {
        expect(await api.post('/v1/employees/citizens', other, { key })).toMatchObject({
          status: 422,
          body: { code: 'idempotency-key-reused' },
        });
      }
      expect((await api.post('/v1/employees/citizens', data, { key })).body).toEqual(first.body);
      expect(await storedEvents(ledger)).toHaveLength(before);
    });

    it('fault 6: belongs to who sent it, to its command and to its record', async () => {
      const key = randomUUID();
      const other = apiClient(() => address, await tokenFor(ledger.home, 'platform-service', 'another'));
      const mine = await api.post('/v1/employees/citizens', citizen(numbers), { key });
      const theirs = await other.post('/v1/employees/citizens', citizen(numbers), { key });
      const firms = [
        await api.post('/v1/companies', company(numbers), { key }),
        await other.post('/v1/companies', company(numbers), { key }),
      ];
      expect([mine, theirs, ...firms].map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
      expect(new Set([mine, theirs, ...firms].map((answer) => answer.body.id)).size).toBe(4);
      for (const firm of firms) {
        const suspended = await api.post(`/v1/companies/${firm.body.id}/suspension`, { reason: 'court-order' }, { key, revision: 'any' });
        expect(suspended.status).toBe(200);
      }
    });

    it('gives a refusal again, and is free again where nothing was decided', async () => {
      const known = await clerkOf(api).create('/v1/companies', company(numbers));
      const refused = { key: randomUUID(), revision: known.revision };
      const first = await api.post(`${known.path}/resumption`, {}, refused);
      expect(first).toMatchObject({ status: 422, body: { code: 'company.not-suspended' } });
      await clerkOf(api).change(known, 'suspension', { reason: 'court-order' });
      expect(await api.post(`${known.path}/resumption`, {}, refused)).toMatchObject({ status: 422, body: { code: 'company.not-suspended' } });
      const stale = { key: randomUUID() };
      expect((await api.post(`${known.path}/resumption`, {}, { ...stale, revision: 0 })).status).toBe(412);
      expect((await api.post(`${known.path}/resumption`, {}, { ...stale, revision: known.revision })).status).toBe(200);
    });
  });

  describe('a company', () => {
    it(`fault 12: does what a simple model of it does, over ${MODEL_STEPS} random steps with retries and stale revisions`, async () => {
      // One long walk, not shrunk: each step says the seed when it fails.
      const seed = randomInt(2 ** 31);
      const [walk = []] = fc.sample(steps(MODEL_STEPS), { numRuns: 1, seed });
      await walkCompanies(walk, `seed ${seed}`);
      await expectCleanStop(program);
      await expectWholeLedger(ledger);
    });
  });
});

interface Done {
  readonly path: string;
  readonly data: object;
  readonly key: string;
  readonly revision: number;
  readonly answer: Answer<Accepted>;
}

async function walkCompanies(walk: readonly Step[], seed: string): Promise<void> {
  let model = await newCompany();
  let done: Done[] = [];
  for (const [n, step] of walk.entries()) {
    const label = `${seed}, step ${n}: ${JSON.stringify(step)} of ${JSON.stringify(model)}`;
    // A closed company is walked a little further, then another begins.
    if (model.status === 'closed' && step.pick % 5 === 0) {
      model = await newCompany();
      done = [];
    }
    await take(step, model, done, label);
  }
}

async function newCompany(): Promise<ModelCompany> {
  const data = company(numbers);
  const { body, text } = await api.post('/v1/companies', data);
  expect(body.revision, text).toBe(1);
  const main = { id: await placeOpenedAt(body.id, 1), number: data.establishment.number, main: true, open: true, isic: '4100' };
  return { id: body.id, registeredAt: body.position, revision: 1, status: 'active', name: 'Example Company', places: [main] };
}

async function placeOpenedAt(companyId: string, revision: number): Promise<string> {
  const { body } = await api.get<{ data: { establishmentId: string } }>(`/v1/companies/${companyId}/events/${revision}`);
  return body.data.establishmentId;
}

async function take({ kind, pick }: Step, model: ModelCompany, done: Done[], label: string): Promise<void> {
  const path = `/v1/companies/${model.id}`;
  switch (kind) {
    case 'look':
      return look(model, done, label);
    case 'again': {
      const earlier = done[pick % Math.max(1, done.length)];
      if (earlier === undefined) return;
      const answer = await api.post(earlier.path, earlier.data, earlier);
      expect({ status: answer.status, body: comparable(answer) }, label).toEqual({
        status: earlier.answer.status,
        body: comparable(earlier.answer),
      });
      return;
    }
    case 'other-payload': {
      const earlier = done[pick % Math.max(1, done.length)];
      if (earlier === undefined) return;
      const answer = await api.post(earlier.path, { ...earlier.data, effectiveOn: '2026-04-30' }, earlier);
      expect(answer, label).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
      return;
    }
    case 'stale': {
      const answer = await api.post(`${path}/suspension`, { reason: 'court-order' }, { revision: pick % model.revision });
      expect(answer, label).toMatchObject({ status: 412, body: { code: 'stale-revision', revision: model.revision } });
      return;
    }
    default: {
      const sent = sentBy(kind, pick, model, numbers);
      const request = { path: `${path}/${sent.action}`, data: sent.data, key: randomUUID(), revision: model.revision };
      const answer = await api.post(request.path, request.data, request);
      done.push({ ...request, answer });
      if ('code' in sent.expect) {
        expect(answer, label).toMatchObject({ status: 422, body: { code: sent.expect.code } });
        return;
      }
      expect(answer.status, `${label}: ${answer.text}`).toBe(200);
      expect(
        answer.body.events.map((event) => event.type),
        label,
      ).toEqual(sent.expect.events);
      model.revision += sent.expect.events.length;
      expect(answer.body.revision, label).toBe(model.revision);
      sent.then(kind === 'open' || kind === 'open-again' ? await placeOpenedAt(model.id, model.revision) : '');
    }
  }
}

/** What stays the same in every answer of one command: not the request's own id, and not the position. */
function comparable(answer: Answer<object>): object {
  return { ...answer.body, instance: undefined, position: undefined };
}

/** Reads its own writes, and finds what the model says. */
async function look(model: ModelCompany, done: readonly Done[], label: string): Promise<void> {
  const position = done.filter(({ answer }) => answer.status === 200).at(-1)?.answer.body.position ?? model.registeredAt;
  const after = `after=${position}`;
  const { body, headers, text } = await api.get(`/v1/companies/${model.id}?${after}`);
  expect(body, `${label}: ${text}`).toMatchObject({ status: model.status, revision: model.revision, nameEn: model.name });
  expect(headers.get('etag'), label).toBe(`"${model.revision}"`);
  const listed = await api.get<{ items: { id: string; status: string; isicActivity: string }[] }>(
    `/v1/establishments?limit=200&companyId=${model.id}&${after}`,
  );
  const sorted = <T extends { id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(sorted(listed.body.items.map(({ id, status, isicActivity }) => ({ id, status, isicActivity }))), label).toEqual(
    sorted(model.places.map(({ id, open, isic }) => ({ id, status: open ? 'open' : 'closed', isicActivity: isic }))),
  );
}
