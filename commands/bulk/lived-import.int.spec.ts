import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, correction, numbers, resident, terms } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { openImportJournal } from './import-journal.js';
import { live, textOf, type TestLine } from './testing/lived-run.js';

let ledger: TestLedger;
let at = Date.parse('2026-05-01T06:00:00Z');
/** An instant some minutes after the last one. */
const instant = (minutes = 1): string => new Date((at += minutes * 60_000)).toISOString();
const days = (count: number): number => count * 24 * 60;
const made = ({ name, data }: { name: string; data: object }, key: string, when = instant()): TestLine => ({
  key,
  command: name,
  data,
  at: when,
});
const step = (command: string, key: string, record: unknown, data: object = {}, when = instant()): TestLine => ({
  key,
  command,
  record,
  data,
  at: when,
});

beforeAll(async () => {
  ledger = await openTestLedger('lived');
});
afterAll(() => ledger.close());

const outcomesOf = async (lines: readonly (TestLine | string)[]): Promise<readonly string[]> => {
  const { outcomes } = await live(ledger, textOf(lines));
  return [...outcomes.values()]
    .sort((a, b) => a.line - b.line)
    .map((outcome) => (outcome.outcome === 'accepted' ? 'accepted' : outcome.code));
};

describe('lines that find out what those before them did', () => {
  it('by a number that a correction freed, and one that a registration took', async () => {
    const first = resident();
    const second = resident();
    const { document } = first.data as { document: { value: string } };
    expect(
      await outcomesOf([
        made(first, 'a'),
        {
          ...made({ name: 'CorrectPerson', data: correction([{ scheme: 'iqama', value: numbers.iqama() }]) }, 'b'),
          record: { createdBy: 'a' },
        },
        made(resident({ document: { scheme: 'iqama', value: document.value, expiresOn: '2030-12-31' } }), 'c'),
        made(second, 'd'),
        made({ name: 'RegisterResident', data: { ...second.data, nationality: 'PAK' } }, 'e'),
      ]),
    ).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'record-exists']);
  });

  it('by a record that they do not name: its company was suspended, its place was freed', async () => {
    const home = { createdBy: 'home' };
    const parties = { companyId: home, establishmentId: home, employeeId: { createdBy: 'he' } };
    const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
    const permit = (key: string) =>
      made({ name: 'RequestWorkPermit', data: { ...parties, occupation: '711201', months: 12, ...declared } }, key);
    const bill = (key: string, record: string) => step('BillWorkPermit', key, { createdBy: record }, { billNumber: numbers.bill() });
    expect(
      await outcomesOf([
        made(company(), 'home'),
        made(resident(), 'he'),
        made({ name: 'DraftContract', data: { ...parties, terms: terms('2026-05-01', '2027-04-30') } }, 'contract'),
        permit('one'),
        permit('two'),
        bill('bill-one', 'one'),
        bill('bill-two', 'two'),
        step('CancelWorkPermitBill', 'cancel', { createdBy: 'one' }),
        bill('bill-two-again', 'two'),
        step('SuspendCompany', 'suspend', home, { reason: 'court-order' }),
        step('SendContract', 'send', { createdBy: 'contract' }),
        step('ResumeCompany', 'resume', home),
        step('SendContract', 'send-again', { createdBy: 'contract' }),
      ]),
    ).toEqual([
      ...Array.from({ length: 6 }, () => 'accepted'),
      'work-permit.another-bill-open',
      'accepted',
      'accepted',
      'accepted',
      'contract.company-not-active',
      'accepted',
      'accepted',
    ]);
  });
});

describe('the file’s clock', () => {
  it('sweeps what falls due before a line is decided, at the beginning of its day', async () => {
    const home = { createdBy: 'c' };
    const parties = { companyId: home, establishmentId: home, employeeId: { createdBy: 'e' } };
    const contract = { createdBy: 'k' };
    const lines = [
      made(company(), 'c'),
      made(resident(), 'e'),
      made({ name: 'DraftContract', data: { ...parties, terms: terms('2026-06-01', '2027-05-31') } }, 'k'),
      step('SendContract', 's', contract),
      { ...step('AcceptContract', 'late', contract, {}, instant(days(30))), onBehalfOf: { createdBy: 'e' } },
    ];
    expect(await outcomesOf(lines)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'contract.not-pending']);
    const lapsed = (await ledger.log()).findLast(({ type }) => type === 'ContractLapsed');
    expect(lapsed?.metadata).toMatchObject({
      clock: 'file',
      recordedAt: expect.stringMatching(/T21:00:00.000Z$/) as string,
      role: 'system',
    });
  });

  it('never falls in the log', async () => {
    const instants = (await ledger.log()).map(({ metadata }) => metadata.recordedAt);
    expect(instants.slice(1)).toEqual([...instants.slice(1)].sort());
  });
});

describe('a file that cannot be lived', () => {
  const journal = () => openImportJournal(ledger.pool);

  it.each([
    [
      'begins before the log’s newest instant',
      () => [made(company(), 'old', '2026-01-01T00:00:00Z'), made(company(), 'new')],
      'clock-went-back',
    ],
    [
      'goes back in time somewhere',
      () => [made(company(), 'x', instant(10)), made(company(), 'y', new Date(at - 1).toISOString())],
      'clock-went-back',
    ],
    [
      'has a line without an instant',
      () => [made(company(), 'v'), { key: 'w', command: 'RegisterCompany', data: company().data }],
      'line-without-instant',
    ],
  ])('because it %s is refused whole: nothing is appended, nothing noted', async (_, make, code) => {
    const before = await ledger.log();
    await expect(live(ledger, textOf(make()))).rejects.toMatchObject({ status: 400, code });
    expect(await ledger.log()).toHaveLength(before.length);
    expect(await journal().unfinished()).toBeUndefined();
  });

  it('while another is not finished is refused; the other goes on', async () => {
    const lines = textOf([made(company(), 'p'), made(company(), 'q'), made(company(), 'r')]);
    await expect(live(ledger, lines, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    await expect(live(ledger, textOf([made(company(), 'other')]))).rejects.toMatchObject({ status: 409, code: 'import-unfinished' });
    const { result } = await live(ledger, lines);
    expect(result).toMatchObject({ accepted: 3, refused: 0 });
    // Run again, a finished file changes nothing and gives the same counts.
    const before = await ledger.log();
    expect((await live(ledger, lines)).result).toMatchObject({ accepted: 3, refused: 0 });
    expect(await ledger.log()).toHaveLength(before.length);
  });
});
