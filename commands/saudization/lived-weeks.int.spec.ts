// Weeks of a market that is lived through the real write side: what is told of them, and what of it a fact that came late, or an erasure, tells anew.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entityIdOf, ownerIdOf } from '../../domain/entity/entity-id.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { OutcomeUnknown } from '../../domain/ledger/event-store.js';
import { parseStream, streamOf } from '../../domain/ledger/stream-name.js';
import type { SaudizationTableEvent } from '../../domain/statistics/events.js';
import { live, textOf, type TestLine } from '../bulk/testing/lived-run.js';
import { logErasures } from '../reactions/log-erasures.js';
import { citizen, company, numbers, resident, terms } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger('weeks');
});
afterAll(() => ledger.close());

/** A line at six in the morning of a day in Riyadh. */
const on = (day: string, key: string, command: string, data: object, more: Partial<TestLine> = {}): TestLine => ({ key, command, data, at: `${day}T03:00:00Z`, ...more });

/** Something that is about no entity, so that a day comes. */
const passes = (day: string): TestLine => on(day, `day-${day}`, 'RegisterResident', resident().data);

/** Somebody who is registered that day and whose contract, of another day, is authenticated. */
function hired(day: string, who: string, registration: { readonly name: string; readonly data: object }, at: object, from = day): readonly TestLine[] {
  const contract = { createdBy: `${who}-contract` };
  return [
    on(day, who, registration.name, registration.data),
    on(day, contract.createdBy, 'DraftContract', { ...at, employeeId: { createdBy: who }, terms: terms(from, '2027-12-31') }),
    on(day, `${who}-sent`, 'SendContract', {}, { record: contract }),
    on(day, `${who}-accepts`, 'AcceptContract', {}, { record: contract, onBehalfOf: { createdBy: who } }),
  ];
}

const branchOf = (): object => ({ number: numbers.establishment(), name: { ar: null, en: 'Branch' }, isicActivity: '4100', nitaqatActivity: '450', region: 'SA-01', main: false });

const told = (log: readonly RecordedEvent[]): readonly string[] =>
  log.flatMap(({ type, data, metadata }) => {
    const at = metadata.recordedAt.slice(0, 10);
    if (type === 'WeekPublished') return [`${at} closes ${String(data['week'])}`];
    if (type === 'BandPublished') return [`${at} ${String(data['band'])} from ${String(data['week'])} on`];
    if (type === 'BandRevised') return [`${at} ${String(data['band'])} ${String(data['week'])}..${String(data['through'])}`];
    return [];
  });

/** What the ledger tells of weeks while these lines are lived. */
async function lived(...lines: readonly TestLine[]): Promise<readonly string[]> {
  const before = (await ledger.log()).length;
  const { outcomes } = await live(ledger, textOf(lines));
  expect([...outcomes.values()].filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
  return told((await ledger.log()).slice(before));
}

async function dataOf(type: string): Promise<RecordedEvent> {
  return (await ledger.log()).find((event) => event.type === type) ?? expect.fail(type);
}

it('weeks are closed one after the other, with what is new in them, late and erased facts as they should', async () => {
  const home = { companyId: { createdBy: 'home' }, establishmentId: { createdBy: 'home' } };
  expect(await lived(on('2026-04-27', 'home', 'RegisterCompany', company().data), ...hired('2026-04-27', 'she', citizen(), home), passes('2026-05-12'))).toEqual([
    // One Saudi who counts whole: a small entity needs no more.
    '2026-05-02 LOW_GREEN from 2026-05-02 on',
    '2026-05-02 closes 2026-05-02',
    '2026-05-09 closes 2026-05-09',
  ]);
  const employeeId = parseStream((await dataOf('CitizenRegistered')).stream)?.id ?? '';
  const { companyId, establishmentId } = (await dataOf('EstablishmentOpened')).data;

  // A student counts for nobody beyond a tenth of the Saudis, of whom she is the only one; it is known two weeks late.
  const late = on('2026-05-20', 'student', 'RecordWeightingFacts', { weighting: { student: true }, effectiveOn: '2026-05-06' }, { record: employeeId });
  expect(await lived(late, passes('2026-05-25'))).toEqual([
    '2026-05-16 closes 2026-05-16',
    '2026-05-23 RED 2026-05-09..2026-05-16',
    '2026-05-23 RED from 2026-05-23 on',
    '2026-05-23 closes 2026-05-23',
  ]);

  ledger.clock.at('2026-05-26');
  await ledger.vault.destroy(employeeId, { reason: 'request', legalBasis: 'PDPL 18', method: 'key destroyed', at: '2026-05-26T09:00:00.000Z' });
  await logErasures(ledger.store, ledger.vault, ledger.clock);
  // Erased, she counts by her wage, in closed weeks too; of these nothing is told, for it would tell what she was.
  expect(await lived(passes('2026-06-01'))).toEqual(['2026-05-30 LOW_GREEN from 2026-05-30 on', '2026-05-30 closes 2026-05-30']);
  // Neither when another fact has the closed weeks counted again.
  expect(await lived(...hired('2026-06-02', 'he', resident(), { companyId, establishmentId }, '2026-05-12'), passes('2026-06-08'))).toEqual(['2026-06-06 closes 2026-06-06']);
});

it('insurance that comes late tells closed weeks anew: whoever is insured from a later day did not count before', async () => {
  const home = { companyId: { createdBy: 'shop' }, establishmentId: { createdBy: 'shop' } };
  const last = async (type: string): Promise<RecordedEvent> => (await ledger.log()).findLast((event) => event.type === type) ?? expect.fail(type);
  // An owner of its own: establishments of one owner are one entity.
  const owner = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Another Holding' } };
  const wage = { amount: '500000', currency: 'SAR' };
  await lived(on('2026-06-09', 'shop', 'RegisterCompany', company({ owner }).data), ...hired('2026-06-09', 'sales', citizen(), home), passes('2026-06-22'));
  const { companyId, establishmentId } = (await last('EstablishmentOpened')).data;
  const { employeeId } = (await last('CitizenRegistered')).data;
  const insured = on('2026-06-22', 'insured', 'RegisterInsurance', { companyId, establishmentId, employeeId, wage, from: '2026-06-16' });
  // Insured on five days of the second week alone: in the first nobody counts, in the second less than one whole Saudi does.
  expect(await lived(insured, passes('2026-06-28'))).toEqual(['2026-06-27 NOT_RATED 2026-06-13..2026-06-13', '2026-06-27 RED 2026-06-20..2026-06-20', '2026-06-27 closes 2026-06-27']);
  // An earlier first day after all: both weeks are told as they were.
  const record = parseStream((await last('InsuranceRegistered')).stream)?.id ?? '';
  const reading = { capacity: 'employee', flexible: false, from: '2026-06-09', wages: [{ from: '2026-06-09', wage }], reason: 'late-report' };
  expect(await lived(on('2026-06-28', 'corrected', 'CorrectInsurance', reading, { record }), passes('2026-07-06'))).toEqual(['2026-07-04 LOW_GREEN 2026-06-13..2026-06-20', '2026-07-04 closes 2026-07-04']);
});

it('each week has one table, told before it is closed: small cells withheld, the same people the same counts, also after one of them was erased', async () => {
  const tables = async () => (await ledger.log()).flatMap(({ type, stream, data }) => (type === 'SaudizationTablePublished' ? [{ stream, ...(data as unknown as SaudizationTableEvent['data']) }] : []));
  const early = (await tables()).at(-1) ?? expect.fail('no table');
  // A handful of people in two establishments: nothing of them is told, not even how many they are.
  expect([early.told, early.withheld.flatMap(({ cells }) => cells).includes('*|*|*|*')]).toEqual([[], true]);
  const shops = ['one', 'two', 'three', 'four'].flatMap((name) => {
    const owner = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: `Holding ${name}` } };
    const at = { companyId: { createdBy: name }, establishmentId: { createdBy: name } };
    const staff = [citizen(), resident(), resident(), resident()].flatMap((one, n) => hired('2026-07-07', `${name}-${n}`, one, at));
    return [on('2026-07-07', name, 'RegisterCompany', company({ owner }).data), ...staff];
  });
  // A quarter and a week later, nothing is held back any more for the weeks before.
  expect((await lived(...shops, passes('2026-10-19'))).filter((line) => line.includes('closes'))).toHaveLength(15);
  const [last, before] = [...(await tables())].reverse();
  const counts = ({ told }: { told: SaudizationTableEvent['data']['told'] } = { told: [] }) => Object.fromEntries(told.map(({ cell, ...more }) => [cell, more]));
  // Six establishments in one region: 4 + 2 Saudis, 12 + 1 others.
  const { '*|*|*|*': whole } = counts(last);
  expect([Math.abs((whole?.saudis ?? -99) - 6), Math.abs((whole?.expats ?? -99) - 13)].every((off) => off <= 7)).toBe(true);
  expect(counts(last)).toEqual(counts(before));
  expect(last).toMatchObject({ week: '2026-10-17', part: 0, parts: 1, disclosure: { rule: 'statistics.disclosure' } });
  ledger.clock.at('2026-10-20');
  const employeeId = parseStream((await ledger.log()).findLast(({ type }) => type === 'CitizenRegistered')?.stream ?? '')?.id ?? '';
  await ledger.vault.destroy(employeeId, { reason: 'request', legalBasis: 'PDPL 18', method: 'key destroyed', at: '2026-10-20T09:00:00.000Z' });
  await logErasures(ledger.store, ledger.vault, ledger.clock);
  await lived(passes('2026-10-26'));
  const all = await tables();
  expect(counts(all.at(-1))).toEqual(counts(last));
  expect(new Set(all.map(({ stream }) => stream)).size).toBe(all.length);
});

it('lines of a file ask the week that ended before them, however many are decided together', async () => {
  const red = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Red Holding' } };
  const home = { companyId: { createdBy: 'red' }, establishmentId: { createdBy: 'red' } };
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
  const asks = (day: string, expected: string): TestLine => on(day, `visas-${day}`, 'RequestVisas', { ...home, kind: 'permanent', phase: 'expansion', lines: [line] }, { expect: expected });
  const { result, outcomes } = await live(
    ledger,
    textOf([
      on('2026-11-02', 'red', 'RegisterCompany', company({ owner: red }).data),
      ...hired('2026-11-02', 'abroad', resident(), home),
      // Not rated yet: in the week before nobody worked there.
      asks('2026-11-03', 'accepted'),
      asks('2026-11-07', 'accepted'),
      // The week is over, and is closed before the line though it stands in the same file.
      asks('2026-11-08', 'visa.band-too-low'),
      // Whom it hires on the first day of a week counts from that week on.
      ...hired('2026-11-08', 'native', citizen(), home),
      on('2026-11-09', 'branch-1', 'OpenEstablishment', branchOf(), { record: { createdBy: 'red' }, expect: 'company.band-too-low' }),
      on('2026-11-15', 'branch-2', 'OpenEstablishment', branchOf(), { record: { createdBy: 'red' }, expect: 'accepted' }),
    ]),
  );
  expect(result.unexpected).toEqual([]);
  expect([...outcomes.values()].filter(({ outcome }) => outcome === 'refused')).toHaveLength(2);
});

it('a band that was told before the store went away is known to the lines behind its week, though the close was gone through again', async () => {
  const owner = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Shaken Holding' } } as const;
  const entity = streamOf('entity', entityIdOf(ownerIdOf(owner), '450'));
  const home = { companyId: { createdBy: 'shaken' }, establishmentId: { createdBy: 'shaken' } };
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
  let lost = 0;
  const store = storeAround(ledger.store, {
    async append(stream, ...rest) {
      const appended = await ledger.store.append(stream, ...rest);
      if (stream !== entity || lost > 0) return appended;
      lost += 1;
      throw new OutcomeUnknown('no answer');
    },
  });
  const { outcomes } = await live(
    { ...ledger, parts: { ...ledger.parts, store } },
    textOf([
      on('2026-11-16', 'shaken', 'RegisterCompany', company({ owner }).data),
      ...hired('2026-11-16', 'foreigner', resident(), home),
      on('2026-11-22', 'late-visas', 'RequestVisas', { ...home, kind: 'permanent', phase: 'expansion', lines: [line] }),
    ]),
  );
  expect(lost).toBe(1);
  expect((await ledger.stream(entity)).map(({ type, data }) => [type, data['band']])).toEqual([['BandPublished', 'RED']]);
  expect(outcomes.get(6)).toMatchObject({ outcome: 'refused', code: 'visa.band-too-low' });
});
