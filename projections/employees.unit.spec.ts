import { describe, expect, it } from 'vitest';
import { employeeRecord } from '../domain/employee/record-type.js';
import { streamOf } from '../domain/ledger/stream-name.js';
import { employeeTable, type EmployeeRow } from '../read-models/tables/employee.js';
import { employees } from './employees.js';
import { factsOf, idOf, type GivenEvent } from './testing/given-events.js';
import { box, citizen, day, employeeEvent, resident } from './testing/market-events.js';
import { foldAll, projectionSpec } from './testing/projection-spec.js';
import { abandoned, expectRowAgreesWithRecord } from './testing/record-agreement.js';

const spec = projectionSpec(employees);
const sealed = (mark: string) => [box('employeeId', idOf('e'), mark)];

const corrected = (nationality: string, residence: { document: 'iqama' | 'border-number'; expiresOn: string | null } | null, mark = 'corrected') =>
  employeeEvent(
    'e',
    'PersonCorrected',
    {
      effectiveOn: day('2025-05-01'),
      nationality,
      sex: 'male',
      birthYear: 1987,
      residence: residence === null ? null : { document: residence.document, expiresOn: residence.expiresOn === null ? null : day(residence.expiresOn) },
      reason: 'official-document',
      correctedEventId: null,
    },
    sealed(mark),
  );
const documentChanged = (mark = 'document') =>
  employeeEvent('e', 'ResidenceDocumentChanged', { effectiveOn: day('2026-07-01'), residence: { document: 'iqama', expiresOn: day('2027-06-30') } }, sealed(mark));
const documentExpired = employeeEvent('e', 'ResidenceDocumentExpired', { effectiveOn: day('2026-07-01'), expiresOn: day('2026-06-30') });
const weighted = (mark = 'weighted') => employeeEvent('e', 'WeightingFactsRecorded', { effectiveOn: day('2025-06-01') }, sealed(mark));
const died = employeeEvent('e', 'DeathRecorded', { effectiveOn: day('2028-01-01') });
const merged = employeeEvent('e', 'RecordMerged', { effectiveOn: day('2028-01-01'), survivorId: idOf('survivor') });
const keyDestroyed: GivenEvent = {
  stream: streamOf('employee', idOf('e')),
  type: 'SubjectKeyDestroyed',
  data: { effectiveOn: '2028-02-01', subjectId: idOf('e'), reason: 'asked', legalBasis: 'PDPL art. 4', method: 'key destroyed' },
};

async function marksAfter(...given: readonly GivenEvent[]): Promise<readonly string[]> {
  const [row] = (await foldAll(employees, [factsOf(given)])).get('employee') ?? [];
  return ((row as unknown as EmployeeRow | undefined)?.boxes ?? []).map(({ box: sealedBox }) => ('sealed' in sealedBox ? sealedBox.sealed : 'erased'));
}

describe('employees', () => {
  it('keeps citizens and residents', async () => {
    await spec.given(citizen('c'), resident('e')).thenRows(employeeTable, [
      { id: idOf('c'), status: 'registered', citizen: true, nationality: 'SAU', sex: 'female', birthYear: 1991, residenceDocument: null, residenceExpired: false },
      {
        id: idOf('e'),
        status: 'registered',
        citizen: false,
        nationality: 'IND',
        residenceDocument: 'iqama',
        residenceSince: '2020-02-01',
        residenceExpiresOn: '2026-06-30',
        residenceExpired: false,
      },
    ]);
  });

  it('follows the residence document', async () => {
    await spec.given(resident('e'), documentExpired).thenRows(employeeTable, [{ id: idOf('e'), residenceExpired: true, residenceExpiresOn: '2026-06-30' }]);
    await spec
      .given(resident('e'), documentExpired, documentChanged())
      .thenRows(employeeTable, [{ id: idOf('e'), residenceExpired: false, residenceSince: '2026-07-01', residenceExpiresOn: '2027-06-30' }]);
  });

  it('replaces the whole person, but does not begin an unchanged document anew', async () => {
    await spec
      .given(resident('e'), documentExpired, corrected('PAK', { document: 'iqama', expiresOn: '2026-06-30' }))
      .thenRows(employeeTable, [{ id: idOf('e'), nationality: 'PAK', birthYear: 1987, residenceExpired: true, residenceSince: '2020-02-01' }]);
    await spec.given(resident('e'), corrected('SAU', null)).thenRows(employeeTable, [{ id: idOf('e'), citizen: true, nationality: 'SAU', residenceDocument: null, residenceExpiresOn: null }]);
  });

  it('ends with a death, or names the survivor of a duplicate', async () => {
    await spec.given(resident('e'), died).thenRows(employeeTable, [{ id: idOf('e'), status: 'deceased', deceasedOn: '2028-01-01' }]);
    await spec.given(resident('e'), merged).thenRows(employeeTable, [{ id: idOf('e'), status: 'merged', survivorId: idOf('survivor') }]);
  });

  it('lives again when the death was recorded wrongly', async () => {
    const revived = { ...corrected('IND', { document: 'iqama', expiresOn: '2026-06-30' }) };
    const wrongly = { ...revived, data: { ...revived.data, reason: 'death-recorded-wrongly' } };
    await spec.given(resident('e'), died, wrongly).thenRows(employeeTable, [{ id: idOf('e'), status: 'registered', deceasedOn: null }]);
    await spec.given(resident('e'), died, revived).thenRows(employeeTable, [{ id: idOf('e'), status: 'deceased', deceasedOn: '2028-01-01' }]);
    await expectRowAgreesWithRecord(employees, employeeTable, employeeRecord, [resident('e'), died, wrongly]);
  });

  it('purges nothing when a key is destroyed: the boxes open as erased', async () => {
    await spec.given(resident('e'), keyDestroyed).thenRows(employeeTable, [{ id: idOf('e'), status: 'registered', nationality: 'IND', revision: 1 }]);
    expect(await marksAfter(resident('e'), keyDestroyed)).toEqual(['registered']);
  });

  it('keeps the boxes that still say something, in the order of their events', async () => {
    expect(await marksAfter(resident('e'), weighted())).toEqual(['registered', 'weighted']);
    expect(await marksAfter(resident('e'), weighted('first'), weighted('second'))).toEqual(['registered', 'second']);
    expect(await marksAfter(resident('e'), documentChanged())).toEqual(['registered', 'document']);
    expect(await marksAfter(resident('e'), documentChanged(), corrected('IND', null))).toEqual(['registered', 'corrected']);
    expect(await marksAfter(resident('e'), corrected('IND', null), documentChanged())).toEqual(['registered', 'corrected', 'document']);
    expect(await marksAfter(resident('e'), corrected('IND', null), weighted())).toEqual(['corrected', 'weighted']);
    expect(await marksAfter(resident('e'), weighted(), corrected('IND', null, 'a'), corrected('IND', null, 'b'))).toEqual(['weighted', 'b']);
  });

  it('says the status of the record and the revision of the stream at every event', async () => {
    const stream = streamOf('employee', idOf('e'));
    const expired = [abandoned(stream), resident('e'), documentExpired, documentChanged(), corrected('PAK', null), weighted(), keyDestroyed];
    await expectRowAgreesWithRecord(employees, employeeTable, employeeRecord, [...expired, died]);
    await expectRowAgreesWithRecord(employees, employeeTable, employeeRecord, [citizen('e'), abandoned(stream), merged]);
  });
});
