import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, marketOn, numbers, resident, terms, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { LineOutcome } from './line-outcome.js';
import type { NumberedLine } from './read-lines.js';
import { LINES_AT_ONCE } from './run-bulk.js';
import { numbered, textOf, type TestLine } from './testing/lived-run.js';
import { runByWall } from './testing/wall-run.js';

let ledger: TestLedger;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('bulk');
  market = marketOn(ledger, (await ledger.process()).send);
});
afterAll(() => ledger.close());

async function run(lines: readonly (TestLine | string)[]): Promise<readonly LineOutcome[]> {
  const outcomes: LineOutcome[] = [];
  await runByWall(ledger, numbered(textOf(lines)), (outcome) => void outcomes.push(outcome));
  return outcomes.sort((a, b) => a.line - b.line);
}
const codes = (outcomes: readonly LineOutcome[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.outcome === 'accepted' ? 'accepted' : outcome.code));
const line = (key: string, { name, data }: { name: string; data: object }, more: Partial<TestLine> = {}): TestLine => ({
  key,
  command: name,
  data,
  ...more,
});
const by = (createdBy: string, n?: number) => ({ createdBy, ...(n === undefined ? {} : { n }) });
const description = (n: number) => ({
  name: 'DescribeCompany',
  data: { name: { ar: null, en: `Name ${n}` }, legalForm: 'limited-liability', contact: { phone: null, email: null, website: null } },
});

describe('lines of one record', () => {
  it('run in file order, by whatever name they call it', async () => {
    const { data } = company();
    const unified = { identifier: { scheme: 'unified-number', value: String(data['unifiedNumber']) } };
    const { establishment } = data as { establishment: { number: string } };
    const number = { identifier: { scheme: 'establishment-number', value: establishment.number } };
    const names = Array.from({ length: 30 }, (_, n) => [by('it'), unified, number][n % 3]);
    const outcomes = await run([
      line('it', { name: 'RegisterCompany', data }),
      ...names.map((record, n) => line(`d${n}`, description(n), { record })),
    ]);
    expect(codes(outcomes).filter((code) => code !== 'accepted')).toEqual([]);
    const id = outcomes[0]?.outcome === 'accepted' ? outcomes[0].id : '';
    const described = (await ledger.stream(`company-${id}`)).slice(2).map(({ data: { name } }) => (name as { en: string }).en);
    expect(described).toEqual(names.map((_, n) => `Name ${n}`));
    // Named by its id too, and by one of its numbers in the same file.
    const later = await run([0, 1, 2, 3].map((n) => line(`later${n}`, description(100 + n), { record: n % 2 === 0 ? id : unified })));
    expect(codes(later)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const last = (await ledger.stream(`company-${id}`)).slice(-4).map(({ data: { name } }) => (name as { en: string }).en);
    expect(last).toEqual(['Name 100', 'Name 101', 'Name 102', 'Name 103']);
  });

  it('take a revision where one is named, and are refused when it is stale', async () => {
    const { id } = await market.company();
    const outcomes = await run([
      line('r1', description(1), { record: id, revision: 1 }),
      line('r2', description(2), { record: id, revision: 1 }),
      line('r3', description(3), { record: id, revision: 2 }),
    ]);
    expect(codes(outcomes)).toEqual(['accepted', 'stale-revision', 'accepted']);
    expect(outcomes[1]).toMatchObject({ status: 412 });
  });
});

describe('lines that name a record in their payload', () => {
  it('are decided on it as it is after all lines before them that write it, and before all behind', async () => {
    const home = await market.company();
    const employee = await market.resident();
    const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: employee, terms: terms('2026-05-01', '2027-04-30') };
    const outcomes = await run(
      Array.from({ length: 24 }, (_, n) => {
        if (n % 4 === 2) return line(`turn${n}`, { name: 'SuspendCompany', data: { reason: 'court-order' } }, { record: home.id });
        if (n % 4 === 0 && n > 0) return line(`turn${n}`, { name: 'ResumeCompany', data: {} }, { record: home.id });
        return line(`turn${n}`, { name: 'DraftContract', data });
      }),
    );
    const isRefused = (n: number): boolean => n % 4 === 3;
    expect(codes(outcomes).map((code) => code !== 'accepted')).toEqual(outcomes.map((_, n) => isRefused(n)));
  });
});

describe('what a line created', () => {
  it('can be named through a chain of lines that are still running', async () => {
    const hired = (n: number): readonly TestLine[] => [
      line(`c${n}`, company()),
      line(`e${n}`, resident()),
      line(`k${n}`, {
        name: 'DraftContract',
        data: { companyId: by(`c${n}`), establishmentId: by(`c${n}`), employeeId: by(`e${n}`), terms: terms('2026-05-01', '2027-04-30') },
      }),
      line(`s${n}`, { name: 'SendContract', data: {} }, { record: by(`k${n}`) }),
      line(`a${n}`, { name: 'AcceptContract', data: {} }, { record: by(`k${n}`), onBehalfOf: by(`e${n}`) }),
    ];
    const outcomes = await run([1, 2, 3, 4, 5].flatMap(hired));
    expect(new Set(codes(outcomes))).toEqual(new Set(['accepted']));
  });

  it('can be named by identifier in lines that run while its creator does', async () => {
    const number = numbers.iqama();
    const name = { identifier: { scheme: 'iqama', value: number } };
    const home = await market.company();
    const outcomes = await run([
      line('human', resident({ document: { scheme: 'iqama', value: number, expiresOn: '2030-12-31' } })),
      line('facts', { name: 'RecordWeightingFacts', data: { weighting: {} } }, { record: name }),
      line('draft', {
        name: 'DraftContract',
        data: { companyId: home.id, establishmentId: home.establishmentId, employeeId: name, terms: terms('2026-05-01', '2027-04-30') },
      }),
    ]);
    expect(codes(outcomes)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('is not a number that a refused line named for a record: who is named by it afterwards is nobody', async () => {
    const [mistaken, number] = [numbers.iqama(), numbers.iqama()];
    const record = await market.resident();
    const document = (value: string, expiresOn: string) => ({ name: 'ChangeResidenceDocument', data: { document: { scheme: 'iqama', value, expiresOn } } });
    const dead = (value: string): Partial<TestLine> => ({ record: { identifier: { scheme: 'iqama', value } } });
    const outcomes = await run([
      line('over', document(mistaken, '2000-01-01'), { record }),
      line('dead-by-it', { name: 'MarkDeceased', data: { diedOn: '2026-04-01' } }, dead(mistaken)),
      line('good', document(number, '2031-12-31'), { record }),
      line('dead-by-that', { name: 'MarkDeceased', data: { diedOn: '2026-04-01' } }, dead(number)),
    ]);
    expect(codes(outcomes)).toEqual([expect.any(String), 'reference-not-found', 'accepted', 'accepted']);
    expect(outcomes[0]).toMatchObject({ outcome: 'refused' });
    expect((await ledger.stream(`employee-${record}`)).map(({ type }) => type)).toEqual(['ResidentRegistered', 'ResidenceDocumentChanged', 'DeathRecorded']);
  });

  it('is nothing when the line was refused: all that hang on it are refused naming it', async () => {
    const outcomes = await run([
      line('bad', company({ foundedOn: '2099-01-01' })),
      line('b', description(1), { record: by('bad') }),
      line('c', {
        name: 'DraftContract',
        data: { companyId: by('bad'), establishmentId: by('bad'), employeeId: by('b'), terms: terms('2026-05-01', '2027-04-30') },
      }),
      line('d', { name: 'SendContract', data: {} }, { record: by('c') }),
      line('e', description(1), { record: by('nobody') }),
    ]);
    expect(codes(outcomes)).toEqual([
      'company.founded-in-future',
      'created-by-refused',
      'created-by-refused',
      'created-by-refused',
      'reference-not-found',
    ]);
    expect(outcomes[1]).toMatchObject({ status: 422, errors: [{ pointer: '/record' }] });
    expect((outcomes[1] as { detail: string }).detail).toContain('bad');
    expect(outcomes[2]).toMatchObject({ errors: [{ pointer: '/data/companyId' }] });
  });
});

describe('a refusal', () => {
  it('stands only when all lines before it have ended: what clears it may stand before it in the file', async () => {
    const employee = await market.resident();
    const home = await market.company();
    const [one, two] = [await market.permit(home, employee), await market.permit(home, employee)];
    const bill = (key: string, record: string) => line(key, { name: 'BillWorkPermit', data: { billNumber: numbers.bill() } }, { record });
    const cancel = line('free', { name: 'CancelWorkPermitBill', data: {} }, { record: one });
    expect(codes(await run([bill('b1', one), cancel, bill('b2', two)]))).toEqual(['accepted', 'accepted', 'accepted']);
  });
});

describe('keys that come twice', () => {
  it('are one command with the same payload, refused with another, and the first stands for what was created', async () => {
    const { data } = company();
    const outcomes = await run([
      line('twice', { name: 'RegisterCompany', data }),
      line('twice', { name: 'RegisterCompany', data }),
      line('twice', { name: 'RegisterCompany', data: { ...data, legalForm: 'joint-stock' } }),
      line('after', description(1), { record: by('twice') }),
    ]);
    expect(codes(outcomes)).toEqual(['accepted', 'accepted', 'idempotency-key-reused', 'accepted']);
    const ids = outcomes.flatMap((outcome) => (outcome.outcome === 'accepted' ? [outcome.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(await ledger.stream(`company-${ids[0] ?? ''}`)).toHaveLength(3);
  });

  it('are the same command by request and by line', async () => {
    const { data } = company();
    const answer = await market.send({ name: 'RegisterCompany', data, key: 'both-ways' });
    const [outcome] = await run([line('both-ways', { name: 'RegisterCompany', data })]);
    expect(outcome).toMatchObject({ outcome: 'accepted', id: answer.id, events: answer.events });
    expect(await ledger.stream(`company-${answer.id}`)).toHaveLength(2);
  });
});

describe('lines that are no command', () => {
  it('each get an outcome with pointers, and the others run', async () => {
    const { id } = await market.company();
    const outcomes = await run([
      '{"key": ',
      '{"key":"x","key":"y"}',
      '[]',
      JSON.stringify({ key: 'no command', data: {} }),
      JSON.stringify({ key: 'a key with a space', command: 'SuspendCompany', data: {} }),
      line('unknown', { name: 'BribeInspector', data: {} }),
      line('internal', { name: 'LapseContract', data: {} }, { record: id }),
      line('payload', { name: 'SuspendCompany', data: { reason: 'boredom' } }, { record: id }),
      line('nowhere', { name: 'SuspendCompany', data: { reason: 'court-order' } }),
      line('named', company(), { record: id }),
      `{"key":"long","command":"SuspendCompany","data":{"reason":"${'x'.repeat(300_000)}"}}`,
      line('fine', description(1), { record: id }),
    ]);
    expect(codes(outcomes)).toEqual([
      'json-syntax',
      'json-duplicate-key',
      'invalid-line',
      'invalid-line',
      'invalid-line',
      'unknown-command',
      'role-not-allowed',
      'invalid-payload',
      'record-not-found',
      'record-not-taken',
      'line-too-large',
      'accepted',
    ]);
    expect(outcomes[7]).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    expect(outcomes.map((outcome) => outcome.line)).toEqual(outcomes.map((_, n) => n + 1));
  });
});

describe('many lines', () => {
  const many = process.env['SIJIL_PROVE'] === undefined ? 700 : 5_000;

  it(
    'are read no faster than they run: those under way are bounded',
    async () => {
      const { id } = await market.company();
      let read = 0;
      let ended = 0;
      let most = 0;
      async function* lines(): AsyncGenerator<NumberedLine> {
        for (let n = 1; n <= many; n += 1) {
          read += 1;
          most = Math.max(most, read - ended);
          const sent = n % 4 === 0 ? line(`m${n}`, description(n), { record: id }) : line(`m${n}`, resident());
          yield await Promise.resolve({ number: n, text: textOf([sent])[0] ?? '' });
        }
      }
      let accepted = 0;
      await runByWall(ledger, lines(), (outcome) => {
        ended += 1;
        if (outcome.outcome === 'accepted') accepted += 1;
      });
      expect(accepted).toBe(many);
      expect(most).toBeLessThanOrEqual(LINES_AT_ONCE + 2);
    },
    process.env['SIJIL_PROVE'] === undefined ? 60_000 : 600_000,
  );
});
