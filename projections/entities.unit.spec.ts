import { describe, it } from 'vitest';
import { entityIdOf, ownerIdOf } from '../domain/entity/entity-id.js';
import { published, revised } from '../domain/entity/testing/some-bands.js';
import { streamOf } from '../domain/ledger/stream-name.js';
import { fromRiyals } from '../domain/standards/money.js';
import { toIsoMonth } from '../domain/standards/month.js';
import { entityAccreditationTable, entityBandTable, entityCertificateTable, entityEmploymentTable, entityEstablishmentTable, entityInsuranceTable, entityPersonTable } from '../read-models/tables/entity.js';
import { entities } from './entities.js';
import { idOf, type GivenEvent } from './testing/given-events.js';
import { box, citizen, companyEvent, contractEvent, day, employeeEvent, insuranceEvent, opened, registered, resident, saudi, settlement, terms } from './testing/market-events.js';
import { projectionSpec } from './testing/projection-spec.js';

const spec = projectionSpec(entities);
const holding = ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } });
const about = { company: 'a', employee: 'c' };
const accepted = contractEvent('k', about, 'ContractAccepted', { ...saudi, terms, probationEndsOn: null });
const erased: GivenEvent = {
  stream: streamOf('employee', idOf('c')),
  type: 'SubjectKeyDestroyed',
  data: { effectiveOn: day('2026-09-01'), subjectId: idOf('c'), reason: 'request', legalBasis: 'PDPL 18', method: 'key' },
};
const weighed = (on: string) => employeeEvent('c', 'WeightingFactsRecorded', { effectiveOn: day(on) }, [box('employeeId', idOf('c'), `weighed ${on}`)]);

describe('what entities are counted from', () => {
  it('names for each establishment the entity of its activity', async () => {
    const changed = companyEvent('a', 'EstablishmentActivityChanged', { effectiveOn: day('2026-03-01'), establishmentId: idOf('main'), isicActivity: '4711', nitaqatActivity: '460' });
    const closed = companyEvent('a', 'EstablishmentClosed', { effectiveOn: day('2026-08-01'), establishmentId: idOf('main'), reason: 'company-closed' });
    await spec.given(registered('a'), opened('a', 'main'), changed, closed).thenRows(entityEstablishmentTable, [
      {
        id: idOf('main'),
        companyId: idOf('a'),
        ownerId: holding,
        entityId: entityIdOf(holding, '460'),
        activities: [{ from: day('2020-01-02'), activity: '450', isic: '4100' }, { from: day('2026-03-01'), activity: '460', isic: '4711' }],
        closedOn: '2026-08-01',
      },
    ]);
  });

  it('follows a contract from its acceptance through new terms to its last day', async () => {
    const amended = contractEvent('k', about, 'AmendmentAccepted', { by: 'employer', terms: { ...terms, workingTime: 'part-time' }, probationEndsOn: null }, '2026-05-01');
    const ended = contractEvent('k', about, 'ContractTerminated', { article: '77', by: 'employer', ...settlement });
    await spec.given(contractEvent('k', about, 'ContractDrafted', { terms }), accepted, amended, ended).thenRows(entityEmploymentTable, [
      {
        id: idOf('k'),
        employeeId: idOf('c'),
        startsOn: '2026-01-01',
        lastDay: '2026-12-31',
        steps: [{ from: day('2026-01-01'), wage: 10_000, workingTime: 'full-time', occupation: '251201' }, { from: day('2026-05-01'), wage: 10_000, workingTime: 'part-time', occupation: '251201' }],
      },
    ]);
  });

  it('tells who is insured where, and which registration was made void', async () => {
    const wage = fromRiyals(4_000);
    const insured = insuranceEvent('i', about, 'InsuranceRegistered', { capacity: 'owner', flexible: true, wage, to: null }, '2026-02-01');
    const hours = insuranceEvent('i', about, 'FlexibleHoursRecorded', { month: toIsoMonth('2026-03'), hours: 92.5 }, '2026-03-01');
    const ended = insuranceEvent('i', about, 'InsuranceEnded', { lastDay: day('2026-04-10'), reason: 'retired' }, '2026-04-10');
    const parties = { companyId: idOf('a'), establishmentId: idOf('a main'), employeeId: idOf('c') };
    const hoursTold = { [toIsoMonth('2026-03')]: 92.5 };
    const terms = { capacity: 'owner', flexible: true, from: day('2026-02-01'), to: day('2026-04-10'), wages: [{ from: day('2026-02-01'), wage }] as const } as const;
    await spec.given(insured, hours, ended).thenRows(entityInsuranceTable, [{ id: idOf('i'), ...parties, facts: { status: 'ended', parties, terms, hours: hoursTold } }]);
    const voided = insuranceEvent('i', about, 'InsuranceVoided', { reason: 'typing-error' }, '2026-02-01');
    await spec.given(insured, hours, ended, voided).thenRows(entityInsuranceTable, [{ id: idOf('i'), facts: { status: 'voided', parties, terms, hours: hoursTold } }]);
  });

  it('keeps a company’s certificates by number, each as it was last told', async () => {
    const recorded = (certificateNumber: string, validTo: string) =>
      companyEvent('a', 'MowaamahCertificateRecorded', { effectiveOn: day('2026-01-01'), certificateNumber, validFrom: day('2026-01-01'), validTo: day(validTo) });
    const withdrawn = companyEvent('a', 'MowaamahCertificateWithdrawn', { effectiveOn: day('2026-06-01'), certificateNumber: 'MW-1', reason: 'conditions-not-met' });
    await spec.given(registered('a'), recorded('MW-1', '2026-12-31'), recorded('MW-2', '2026-12-31'), withdrawn, recorded('MW-2', '2026-09-30')).thenRows(entityCertificateTable, [
      {
        id: idOf('a'),
        certificates: {
          'MW-1': { validFrom: day('2026-01-01'), validTo: day('2026-12-31'), withdrawnOn: day('2026-06-01') },
          'MW-2': { validFrom: day('2026-01-01'), validTo: day('2026-09-30'), withdrawnOn: null },
        },
      },
    ]);
  });

  it('keeps who accredits a human, as it was last told; erased, he keeps it: it names nobody', async () => {
    const recorded = (validTo: string | null) =>
      employeeEvent('c', 'AccreditationRecorded', { effectiveOn: day('2026-01-01'), body: 'SOCPA', validFrom: day('2026-01-01'), validTo: validTo === null ? null : day(validTo), educationLevel: 6 }, [box('employeeId', idOf('c'), 'number')]);
    const withdrawn = employeeEvent('c', 'AccreditationWithdrawn', { effectiveOn: day('2026-06-01'), body: 'SOCPA', reason: 'revoked' });
    const until = (validTo: string) => [{ body: 'SOCPA' as const, validFrom: day('2026-01-01'), validTo: day(validTo), educationLevel: 6 }];
    await spec.given(citizen('c'), recorded(null), recorded('2026-12-31')).thenRows(entityAccreditationTable, [{ id: idOf('c'), revision: 2, accreditations: until('2026-12-31') }]);
    await spec.given(citizen('c'), recorded(null), withdrawn, erased).thenRows(entityAccreditationTable, [{ id: idOf('c'), revision: 2, accreditations: until('2026-05-31') }]);
  });

  it('keeps weighting facts unopened, one set a day, and none of whoever was erased', async () => {
    const life = [citizen('c'), weighed('2026-04-01'), weighed('2026-06-01'), weighed('2026-04-01')];
    await spec.given(...life).thenRows(entityPersonTable, [
      {
        id: idOf('c'),
        nationality: 'SAU',
        erased: false,
        weightings: [
          { from: day('1900-01-01'), eventId: idOf(`event 0 employee-${idOf('c')}`), revision: 0 },
          { from: day('2026-04-01'), eventId: idOf(`event 3 employee-${idOf('c')}`), revision: 3 },
          { from: day('2026-06-01'), eventId: idOf(`event 2 employee-${idOf('c')}`), revision: 2 },
        ],
      },
    ]);
    await spec.given(...life, erased, resident('r')).thenRows(entityPersonTable, [
      { id: idOf('c'), erased: true, boxes: [] },
      { id: idOf('r'), nationality: 'IND', erased: false },
    ]);
  });

  it('keeps the newest publication of an entity; a revision is of the past', async () => {
    const events = [published('2026-05-02', 'RED'), published('2026-05-16', 'LOW_GREEN'), revised('2026-05-02', '2026-05-09', 'PLATINUM')];
    const id = events[0]?.data.entityId ?? '';
    await spec.given(...events.map((event) => ({ stream: streamOf('entity', id), ...event }))).thenRows(entityBandTable, [
      { id, revision: 2, band: 'LOW_GREEN', week: '2026-05-16', activity: '430' },
    ]);
  });
});
