import { describe, expect, it } from 'vitest';
import { companyRecord } from '../domain/company/record-type.js';
import { streamOf } from '../domain/ledger/stream-name.js';
import { companyTable } from '../read-models/tables/company.js';
import { establishmentTable } from '../read-models/tables/establishment.js';
import { membershipId, membershipTable } from '../read-models/tables/membership.js';
import { companies } from './companies.js';
import { establishments } from './establishments.js';
import { foldPage } from './engine/fold-page.js';
import { memberships } from './memberships.js';
import { factsOf, idOf, momentOf } from './testing/given-events.js';
import { box, companyEvent, day, opened, registered } from './testing/market-events.js';
import { memoryTables, projectionSpec } from './testing/projection-spec.js';
import { abandoned, expectRowAgreesWithRecord } from './testing/record-agreement.js';

const appointed = (person: string, from: string, to: string | null = null) =>
  companyEvent(
    'a',
    'AuthorisedPersonAppointed',
    { effectiveOn: day(from), personId: idOf(person), employeeId: null, scopes: ['contracts'], from: day(from), to: to === null ? null : day(to) },
    [box('personId', idOf(person), `appointed ${from}`)],
  );
const removed = (person: string, on: string) =>
  companyEvent('a', 'AuthorisedPersonRemoved', { effectiveOn: day(on), personId: idOf(person) });
const suspended = companyEvent('a', 'CompanySuspended', { effectiveOn: day('2021-01-01'), reason: 'court-order' });
const resumed = companyEvent('a', 'CompanyResumed', { effectiveOn: day('2021-03-01') });
const described = companyEvent('a', 'CompanyDescribed', {
  effectiveOn: day('2021-04-01'),
  name: { ar: null, en: 'Renamed' },
  legalForm: 'joint-stock',
  contact: { phone: '+966112345678', email: null, website: null },
});
const mainClosed = companyEvent('a', 'EstablishmentClosed', { effectiveOn: day('2022-01-01'), establishmentId: idOf('main'), reason: 'company-closed' });
const closed = companyEvent('a', 'CompanyClosed', { effectiveOn: day('2022-01-01'), reason: 'liquidated' });
const life = [
  registered('a'),
  opened('a', 'main'),
  appointed('p', '2020-02-01'),
  suspended,
  abandoned(streamOf('company', idOf('a'))),
  resumed,
  described,
  removed('p', '2021-05-01'),
  mainClosed,
  closed,
];

describe('companies', () => {
  const spec = projectionSpec(companies);

  it('keeps a company from its registration to its end', async () => {
    await spec.given(registered('a'), registered('b'), suspended, resumed, described).thenRows(companyTable, [
      {
        id: idOf('a'),
        status: 'active',
        statusSince: '2021-03-01',
        statusReason: null,
        nameEn: 'Renamed',
        nameAr: null,
        legalForm: 'joint-stock',
        contact: { phone: '+966112345678', email: null, website: null },
        revision: 3,
        createdOn: '2020-01-01',
        changedAt: momentOf(4),
      },
      { id: idOf('b'), status: 'active', nameEn: 'Company b', revision: 0, createdOn: '2020-01-01', changedAt: momentOf(1) },
    ]);
    await spec.given(...life).thenRows(companyTable, [{ id: idOf('a'), status: 'closed', statusSince: '2022-01-01', statusReason: 'liquidated', revision: 9 }]);
  });

  it('says the status of the record and the revision of the stream at every event', async () => {
    await expectRowAgreesWithRecord(companies, companyTable, companyRecord, life);
    await expectRowAgreesWithRecord(companies, companyTable, companyRecord, [abandoned(streamOf('company', idOf('a'))), registered('a')]);
  });

  it('names a natural owner by id and carries his box unopened', async () => {
    const ownerBox = box('ownerId', idOf('owner'), 'sealed');
    const { type, stream, data } = registered('a');
    const owned = { type, stream, data: { ...data, owner: { kind: 'natural', personId: idOf('owner') }, ownerId: idOf('owner') }, boxes: [ownerBox] };
    await projectionSpec(companies)
      .given(owned)
      .thenRows(companyTable, [
        {
          id: idOf('a'),
          ownerId: idOf('owner'),
          boxes: [{ eventId: factsOf([owned])[0]?.id ?? '', type: 'CompanyRegistered', version: 1, box: ownerBox }],
        },
      ]);
  });

  it('refuses a company that does not begin with its registration', async () => {
    const tables = memoryTables();
    await expect(foldPage(companies, factsOf([suspended]), tables.load)).rejects.toThrow(/begins with its registration/);
  });
});

describe('establishments', () => {
  it('keeps each establishment, from its opening to its closing', async () => {
    const changed = companyEvent('a', 'EstablishmentActivityChanged', {
      effectiveOn: day('2020-06-01'),
      establishmentId: idOf('main'),
      isicActivity: '4711',
      nitaqatActivity: '460',
    });
    await projectionSpec(establishments)
      .given(registered('a'), opened('a', 'main'), opened('a', 'branch', '2020-03-01', false), changed, mainClosed)
      .thenRows(establishmentTable, [
        {
          id: idOf('main'),
          companyId: idOf('a'),
          status: 'closed',
          main: true,
          isicActivity: '4711',
          nitaqatActivity: '460',
          activitySince: '2020-06-01',
          openedOn: '2020-01-02',
          closedOn: '2022-01-01',
          closureReason: 'company-closed',
          revision: 4,
        },
        { id: idOf('branch'), status: 'open', main: false, openedOn: '2020-03-01', closedOn: null, region: 'SA-01', revision: 2 },
      ]);
  });
});

describe('memberships', () => {
  const spec = projectionSpec(memberships);

  it('keeps the latest authority of a human for a company', async () => {
    await spec
      .given(registered('a'), appointed('p', '2020-02-01', '2021-02-01'), appointed('q', '2020-02-01'), removed('q', '2020-09-01'), appointed('p', '2023-01-01'))
      .thenRows(membershipTable, [
        {
          id: membershipId(idOf('a'), idOf('p')),
          companyId: idOf('a'),
          personId: idOf('p'),
          status: 'appointed',
          scopes: ['contracts'],
          validFrom: '2023-01-01',
          validTo: null,
          revision: 4,
        },
        { id: membershipId(idOf('a'), idOf('q')), status: 'removed', validFrom: '2020-02-01', validTo: '2020-09-01' },
      ]);
  });

  it('leaves an authority that was removed before it began without a day', async () => {
    await spec
      .given(registered('a'), appointed('p', '2025-02-01'), removed('p', '2025-01-01'))
      .thenRows(membershipTable, [{ id: membershipId(idOf('a'), idOf('p')), status: 'removed', validFrom: '2025-02-01', validTo: '2025-02-01' }]);
  });
});
