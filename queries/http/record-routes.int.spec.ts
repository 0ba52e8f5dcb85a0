import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { idOf } from '../../projections/testing/given-events.js';
import {
  acceptedContract,
  citizen,
  day,
  employeeEvent,
  indian,
  insuranceEvent,
  line,
  opened,
  permitEvent,
  registered,
  resident,
  visaEvent,
} from '../../projections/testing/market-events.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { toIsoMonth } from '../../domain/standards/month.js';
import { recordViews } from '../records/record-views.js';
import { visaAnswer } from '../records/read-visa.js';
import { personNamed, zarqaal } from '../testing/people.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';

let side: ReadSide;
const about = { company: 'acme', employee: 'worker' };

beforeAll(async () => {
  side = await openReadSide('records');
  const visaTerms = line('visa', 0);
  await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main')),
    telling(resident('worker'), { employeeId: zarqaal }),
    telling(citizen('twin'), { employeeId: personNamed('Twin') }),
    telling(citizen('original'), { employeeId: personNamed('Original', '1000000016') }),
    ...plainly(employeeEvent('twin', 'RecordMerged', { effectiveOn: day('2026-02-02'), survivorId: idOf('original') })),
    ...plainly(...acceptedContract('contract', about, indian)),
    ...plainly(
      insuranceEvent('insurance', about, 'InsuranceRegistered', { capacity: 'employee', flexible: true, wage: fromRiyals(4_000), to: null }),
      insuranceEvent('insurance', about, 'FlexibleHoursRecorded', { month: toIsoMonth('2026-01'), hours: 92.5 }),
    ),
    ...plainly(
      permitEvent('permit', about, 'WorkPermitRequested', {
        contractId: idOf('contract'),
        occupation: '251201',
        months: 12,
        arrivedOn: null,
        declaredExpats: 4,
        declaredPlace: null,
        declaredSaudis: 2,
        declaredLicensedIndustry: false,
        declaredOwnerWorksFullTime: false,
      }),
    ),
    telling(
      permitEvent('permit', about, 'WorkPermitIssued', {
        occupation: '251201',
        months: 12,
        validFrom: day('2026-01-01'),
        validTo: day('2026-12-31'),
      }),
      { employeeId: { permitNumber: '4100012345' } },
    ),
    ...plainly(
      visaEvent('visa', 'acme', 'VisasRequested', { kind: 'permanent', phase: 'expansion', lines: [{ ...visaTerms, count: 2 }] }),
      visaEvent('visa', 'acme', 'VisaLineAccepted', { ...visaTerms, requested: 2, accepted: 2 }),
      visaEvent('visa', 'acme', 'VisaRequestAnswered', { outcome: 'accepted', requested: 2, accepted: 2 }),
      visaEvent('visa', 'acme', 'VisasBilled', {
        billNumber: '12345',
        count: 2,
        feePerVisa: fromRiyals(2_000),
        total: fromRiyals(4_000),
        dueOn: day('2026-02-01'),
        lapsesOn: day('2026-02-11'),
      }),
      visaEvent('visa', 'acme', 'VisasPaid', { billNumber: '12345', amount: fromRiyals(4_000), reference: 'SADAD-1' }),
      visaEvent('visa', 'acme', 'VisasIssued', { ...visaTerms, kind: 'permanent', count: 2, validTo: day('2028-01-01') }),
    ),
    telling(
      visaEvent('visa', 'acme', 'VisaUsed', {
        ...visaTerms,
        kind: 'permanent',
        employeeId: idOf('worker'),
        enteredOn: day('2026-01-20'),
        stayUntil: null,
        afterExpiry: false,
        balance: 1,
      }),
      { employeeId: { visaNumber: '6012345678' } },
    ),
  );
  await side.settle();
});
afterAll(async () => {
  await side.drop();
});

describe('a record by its id', () => {
  it('shows the row with its boxes opened, its ETag and where in the log it stands', async () => {
    const head = await side.settle();
    const answer = await side.get(`/v1/employees/${idOf('worker')}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ etag: '"0"', 'ledger-position': head, 'cache-control': 'no-store' });
    expect(answer.json()).toMatchObject({
      type: 'employee',
      id: idOf('worker'),
      status: 'registered',
      nationality: 'IND',
      synthetic: false,
      personal: { employeeId: zarqaal },
    });
  });

  it('answers every kind of record exactly as its schema says', async () => {
    const ids: Readonly<Record<string, string>> = {
      companies: idOf('acme'),
      establishments: idOf('acme main'),
      employees: idOf('worker'),
      contracts: idOf('contract'),
      'work-permits': idOf('permit'),
      visas: idOf('visa'),
      'insurance-registrations': idOf('insurance'),
    };
    for (const view of recordViews.filter(({ path }) => path in ids)) {
      const answer = await side.get(`/v1/${view.path}/${ids[view.path]}`);
      expect(answer.statusCode, view.path).toBe(200);
      const schema = view.path === 'visas' ? visaAnswer : view.answer;
      expect(schema.safeParse(answer.json()).error, view.path).toBeUndefined();
    }
  });

  it('shows a work permit with the number printed on it', async () => {
    const answer = await side.get(`/v1/work-permits/${idOf('permit')}`);
    expect(answer.json()).toMatchObject({ status: 'active', personal: { employeeId: { permitNumber: '4100012345' } } });
  });

  it('shows visas with the balance of each line and who used them', async () => {
    const answer = await side.get(`/v1/visas/${idOf('visa')}`);
    expect(answer.json()).toMatchObject({
      status: 'issued',
      balance: 1,
      lines: [{ type: 'visaLine', lineNumber: 0, granted: 2, used: 1, balance: 1 }],
      uses: [{ employeeId: idOf('worker'), personal: { employeeId: { visaNumber: '6012345678' } } }],
    });
  });

  it('shows a change from the position on that the writer was given, also right after it was read', async () => {
    const url = `/v1/employees/${idOf('changing')}`;
    await side.tell(telling(citizen('changing'), { employeeId: personNamed('Before') }));
    await side.settle();
    const before = await side.get(url);
    expect(before.body).toContain('Before');
    const position = await side.tell(...plainly(employeeEvent('changing', 'DeathRecorded', { effectiveOn: day('2026-02-03') })));
    const after = await side.getPatiently(`${url}?after=${position}`);
    expect(after.json()).toMatchObject({ ...before.json<object>(), revision: 1, status: 'deceased', deceasedOn: '2026-02-03', changedAt: expect.any(String) });
  });

  it('answers 304 to the ETag it gave, and the record to an older one', async () => {
    const url = `/v1/contracts/${idOf('contract')}`;
    const first = await side.get(url);
    const same = await side.get(url, { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(same.statusCode).toBe(304);
    expect(same.body).toBe('');
    expect(same.headers['ledger-position']).toBe(first.headers['ledger-position']);
    expect((await side.get(url, { headers: { 'if-none-match': '"1"' } })).statusCode).toBe(200);
  });

  it('names the survivor of a merged duplicate', async () => {
    const answer = await side.get(`/v1/employees/${idOf('twin')}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'merged', survivorId: idOf('original') });
    expect(answer.headers.link).toBe(`</v1/employees/${idOf('original')}>; rel="canonical"`);
  });

  it('answers 404 for a record that is not there, for another type, and for what is no id', async () => {
    for (const id of [idOf('nobody'), idOf('acme'), 'x', 'LEDGER']) {
      const answer = await side.get(`/v1/employees/${id}`);
      expect(answer.statusCode, id).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'record-not-found' });
    }
  });

  it('refuses an unknown parameter by its name', async () => {
    const answer = await side.get(`/v1/employees/${idOf('worker')}?fields=name`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-query', errors: [{ pointer: '/query/fields', code: 'unknown-parameter' }] });
  });

  it('is for services and regulators, and as good as absent for an employer who acts for no company', async () => {
    const url = `/v1/employees/${idOf('worker')}`;
    expect((await side.get(url, { role: 'regulator', headers: grounds })).statusCode).toBe(200);
    expect((await side.get(url, { role: 'employer' })).statusCode).toBe(404);
    for (const role of ['analyst', 'operator'] as const) {
      expect((await side.get(url, { role })).statusCode, role).toBe(403);
    }
    expect((await side.app.inject({ url })).statusCode).toBe(401);
  });
});

describe('reading what was just written', () => {
  it('waits for the position, and says 503 when the read models do not come so far', async () => {
    await side.standStill();
    const position = await side.tell(telling(citizen('late'), { employeeId: personNamed('Late', '1000000024') }));
    const url = `/v1/employees/${idOf('late')}?after=${position}`;
    const early = await side.get(url);
    expect(early.statusCode).toBe(503);
    expect(early.headers['retry-after']).toBe('1');
    expect(early.json()).toMatchObject({ code: 'read-model-behind', behind: ['employees'] });
    const waiting = side.getPatiently(url);
    side.goOn();
    const answer = await waiting;
    expect(answer.statusCode).toBe(200);
    expect(String(answer.headers['ledger-position']) >= position).toBe(true);
  });

  it('answers 410 for a position of another log, and 400 for what is none', async () => {
    const url = `/v1/employees/${idOf('worker')}`;
    const foreign = await side.get(`${url}?after=other-log.0000000000000001`);
    expect(foreign.statusCode).toBe(410);
    expect(foreign.json()).toMatchObject({ code: 'foreign-position' });
    const malformed = await side.get(`${url}?after=soon`);
    expect(malformed.statusCode).toBe(400);
    expect(malformed.json()).toMatchObject({ errors: [{ pointer: '/query/after', code: 'invalid-parameter' }] });
  });
});

describe('a person whose key was destroyed', () => {
  it('is erased from the next answer on, though the record was just read and no event says so yet', async () => {
    const url = `/v1/employees/${idOf('original')}`;
    const read = await side.get(url);
    expect((await side.get(url)).body).toBe(read.body);
    expect(read.body).toContain('Original');
    await side.vault.destroy(idOf('original'), { reason: 'request', legalBasis: 'PDPL art. 18', method: 'key destruction', at: '2026-03-01T09:00:00.000Z' });
    const after = await side.get(url, { headers: { 'if-none-match': read.headers.etag ?? '' } });
    expect(after.statusCode).toBe(200);
    expect(after.json()).toEqual({ ...read.json<object>(), personal: { employeeId: { erased: true } } });
  });

  it('reads as erased wherever he has a box, also to who has the ETag', async () => {
    const subject = idOf('worker');
    await side.vault.destroy(subject, {
      reason: 'request',
      legalBasis: 'PDPL art. 18',
      method: 'key destruction',
      at: '2026-03-01T09:00:00.000Z',
    });
    await side.tell({
      given: {
        stream: streamOf('employee', subject),
        type: 'SubjectKeyDestroyed',
        data: { effectiveOn: '2026-03-01', subjectId: subject, reason: 'request', legalBasis: 'PDPL art. 18', method: 'key destruction' },
      },
    });
    await side.settle();
    const employee = await side.get(`/v1/employees/${subject}`);
    expect(employee.json()).toMatchObject({ revision: 1, nationality: 'IND', personal: { employeeId: { erased: true } } });
    const permit = await side.get(`/v1/work-permits/${idOf('permit')}`, { headers: { 'if-none-match': '"1"' } });
    expect(permit.statusCode).toBe(200);
    expect(permit.json()).toMatchObject({ revision: 1, personal: { employeeId: { erased: true } } });
    expect(recordViews.find(({ path }) => path === 'work-permits')?.answer.safeParse(permit.json()).error).toBeUndefined();
  });
});
