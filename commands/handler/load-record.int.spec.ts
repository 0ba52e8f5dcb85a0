import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { saudizationWeekRecord } from '../../domain/entity/record-type.js';
import { weekId, weekStream } from '../../domain/entity/week-stream.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { closeWeeks } from '../testing/close-weeks.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { testNumbers } from '../testing/test-numbers.js';
import { loadRecord, withAppended } from './load-record.js';
import { RecordCache } from './record-cache.js';

describe('a record folded on from where it stood', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger('load_record');
  });
  afterAll(() => ledger.close());

  it('is the record that its whole stream gives, whoever wrote meanwhile', async () => {
    const [here, there] = [await ledger.process(), await ledger.process()];
    const { id } = await here.send({
      name: 'RegisterCitizen',
      data: {
        nationalId: testNumbers().nationalId(),
        name: { ar: null, en: { first: 'Noura', family: 'Example' } },
        birthDate: '1995-04-01',
        sex: 'female',
      },
    });
    const cache = new RecordCache();
    const whole = () => loadRecord(ledger.store, ledger.events, employeeRecord, id);
    for (let n = 0; n < 12; n += 1) {
      const before = await whole();
      const by = n % 3 === 0 ? there : here;
      const { revision } = await by.send({ name: 'RecordWeightingFacts', data: { weighting: { student: n % 2 === 0 } }, record: id });
      expect(revision).toBe(n + 1);
      const after = await whole();
      // Now and then several events are behind.
      if (n % 4 !== 1) expect(await loadRecord(ledger.store, ledger.events, employeeRecord, id, cache)).toEqual(after);
      const [event] = await ledger.store.readStream(after.stream, revision, 1);
      if (event === undefined) throw new Error('the command made no event');
      expect(withAppended(ledger.events, employeeRecord, before, event, event)).toEqual(after);
    }
  });

  it('is asked for no more once nothing more can come of it', async () => {
    ledger.clock.at('2026-05-03');
    await closeWeeks(ledger);
    const asked: string[] = [];
    const store = storeAround(ledger.store, {
      readStream(stream, from, limit) {
        asked.push(stream);
        return ledger.store.readStream(stream, from, limit);
      },
    });
    const cache = new RecordCache();
    const load = (week: string) => loadRecord(store, ledger.events, saudizationWeekRecord, weekId(toIsoDate(week)), cache);
    for (let n = 0; n < 2; n += 1) expect(await load('2026-05-02')).toMatchObject({ exists: true, revision: 0 });
    for (let n = 0; n < 2; n += 1) expect(await load('2026-05-09')).toMatchObject({ exists: false });
    expect(asked).toEqual(['2026-05-02', '2026-05-09', '2026-05-09'].map((week) => weekStream(toIsoDate(week))));
  });

  it('is not there before its first event, and is once it has one', async () => {
    const cache = new RecordCache();
    const id = '0f8e3c5e-7d7b-4c0e-9c46-0d3f3e0b1a01';
    const load = () => loadRecord(ledger.store, ledger.events, employeeRecord, id, cache);
    expect(await load()).toMatchObject({ exists: false, revision: -1 });
    const [model] = (await ledger.log()).filter(({ type }) => type === 'CitizenRegistered');
    if (model === undefined) throw new Error('nobody was registered');
    const { type, data, metadata } = model;
    await ledger.store.append(`employee-${id}`, 'no-stream', [{ id, type, data: { ...data, employeeId: id }, metadata }]);
    expect(await load()).toMatchObject({ exists: true, revision: 0 });
  });
});
