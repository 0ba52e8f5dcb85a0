import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityIdOf, ownerIdOf } from '../../domain/entity/entity-id.js';
import { saying } from '../../domain/entity/testing/some-bands.js';
import type { Position } from '../../domain/ledger/position.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { fromRiyals } from '../../domain/standards/money.js';
import { idOf, momentOf, type GivenEvent } from '../../projections/testing/given-events.js';
import { acceptedContract, citizen, contractEvent, day, employeeEvent, indian, insuranceEvent, opened, registered, resident, saudi, settlement, terms } from '../../projections/testing/market-events.js';
import { explanationAnswer } from '../entities/explanation-answer.js';
import { quotasAnswer } from '../entities/quota-answer.js';
import { appointed, asEmployer, knownHuman, type KnownHuman } from '../testing/employers-world.js';
import { personNamed } from '../testing/people.js';
import { openReadSide, type Asking, type ReadSide } from '../testing/read-side.js';
import { plainly, telling, type Told } from '../testing/teller.js';

const ownerId = ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } });
const entityId = entityIdOf(ownerId, '450');
const path = `/v1/entities/${entityId}/saudization`;

interface Explained {
  readonly band: string;
  readonly position: string;
  readonly day: { readonly x: number; readonly saudis: number; readonly workers: readonly { readonly employeeId: string; readonly weight: number; readonly rule: string }[] };
  readonly method: { readonly weeks: readonly unknown[] };
}

let side: ReadSide;
let hers: KnownHuman;
let told: Position;
let before: Explained;

const explained = async (query = '', asking?: Asking): Promise<Explained> => (await side.get(`${path}/explain?${query}`, asking)).json<Explained>();
const weightOf = ({ day: { workers } }: Explained, name: string) => workers.find(({ employeeId }) => employeeId === idOf(name));
const withoutPosition = ({ position: _position, ...rest }: Explained) => rest;

const published = (week: string, band: 'RED' | 'PLATINUM') =>
  ({ stream: streamOf('entity', entityId), type: 'BandPublished', data: { effectiveOn: day(week), entityId, ownerId, activity: '450', week: day(week), ...saying(band, { curve: '450' }) } }) as const;

beforeAll(async () => {
  side = await openReadSide('entities as known', { now: '2026-05-20T09:00:00Z' });
  hers = await knownHuman(side, 1);
  await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main')),
    appointed('acme', hers),
    telling(citizen('native'), { employeeId: personNamed('Native') }),
    telling(citizen('pupil'), { employeeId: { ...personNamed('Pupil'), student: true, studentUntil: '2026-12-31' } }),
    telling(resident('worker'), { employeeId: personNamed('Worker') }),
    telling(resident('leaver'), { employeeId: personNamed('Leaver') }),
    ...plainly(
      ...acceptedContract('native works', { company: 'acme', employee: 'native' }, saudi),
      ...acceptedContract('pupil works', { company: 'acme', employee: 'pupil' }, saudi),
      ...acceptedContract('worker works', { company: 'acme', employee: 'worker' }, indian),
      ...acceptedContract('leaver works', { company: 'acme', employee: 'leaver' }, indian),
      insuranceEvent('native insured', { company: 'acme', employee: 'native' }, 'InsuranceRegistered', { capacity: 'employee', flexible: false, wage: fromRiyals(3_500), to: null }),
      published('2026-05-02', 'RED'),
    ),
  );
  told = await side.settle();
  before = await explained();
  // What comes late, of every kind of fact that counts.
  await side.tell(
    ...plainly(
      insuranceEvent('native insured', { company: 'acme', employee: 'native' }, 'ContributoryWageChanged', { wage: fromRiyals(9_000) }, '2026-02-01'),
      contractEvent('leaver works', { company: 'acme', employee: 'leaver' }, 'ContractTerminated', { article: '77', by: 'employer', ...settlement, lastDay: day('2026-03-31') }, '2026-03-31'),
      employeeEvent('worker', 'PersonCorrected', { effectiveOn: day('2026-03-01'), nationality: 'ARE', sex: 'male', birthYear: 1988, residence: null, reason: 'other-department', correctedEventId: null }),
      opened('acme', 'acme branch', '2026-01-02', false),
    ),
    telling(employeeEvent('pupil', 'WeightingFactsRecorded', { effectiveOn: day('2026-01-01') }), { employeeId: weighting(false) }),
    telling(citizen('late'), { employeeId: personNamed('Late') }),
    ...plainly(...acceptedContract('late works', { company: 'acme', employee: 'late' }, saudi), published('2026-05-09', 'PLATINUM')),
  );
  await side.settle();
});
afterAll(() => side.drop());

// Two companies of one owner in one activity: an entity with salesmen in both, and accountants in one of them.
const tradeOwner = { kind: 'legal', unifiedNumber: '7000000027', name: { ar: null, en: 'Trade Holding' } } as const;
const tradeId = entityIdOf(ownerIdOf(tradeOwner), '450');
const ofTrade = (company: string): readonly GivenEvent[] =>
  [registered(company), opened(company, `${company} main`)].map((event) => ({ ...event, data: { ...event.data, owner: tradeOwner } }));
const employed = (company: string, occupation: string, names: readonly string[]): readonly Told[] =>
  names.flatMap((employee) => {
    const native = employee.startsWith('saudi');
    const drafted = contractEvent(`${employee} works`, { company, employee }, 'ContractDrafted', { terms: { ...terms, occupation } });
    const accepted = contractEvent(`${employee} works`, { company, employee }, 'ContractAccepted', { ...(native ? saudi : indian), terms: { ...terms, occupation }, probationEndsOn: null });
    return [telling(native ? citizen(employee) : resident(employee), { employeeId: personNamed(employee) }), ...plainly(drafted, accepted)];
  });
const accredited = (employee: string) =>
  telling(employeeEvent(employee, 'AccreditationRecorded', { effectiveOn: day('2026-01-01'), body: 'SOCPA', validFrom: day('2026-01-01'), validTo: null, educationLevel: 6 }), { employeeId: { accreditationNumber: 'SOCPA-1' } });

describe('the quotas of an entity', () => {
  let beforeAccreditation: Position;
  beforeAll(async () => {
    await side.tell(
      ...plainly(...ofTrade('north'), ...ofTrade('south')),
      appointed('north', hers),
      ...employed('north', '332201', ['saudi seller', 'north seller']),
      ...employed('south', '332201', ['south seller', 'other seller']),
    );
    beforeAccreditation = await side.tell(...employed('north', '241101', ['saudi accountant', 'saudi clerk', 'accountant 1', 'accountant 2', 'accountant 3']));
    await side.tell(accredited('saudi accountant'));
    await side.settle();
  });

  interface Quotas {
    readonly items: readonly { readonly profession: string; readonly establishmentId: string | null; readonly short: number; readonly counted: number; readonly notCounted: readonly { readonly employeeId: string; readonly why: string }[] }[];
  }
  const quotas = async (query = '', asking?: Asking, entity = tradeId): Promise<Quotas> => {
    const answer = await side.get(`/v1/entities/${entity}/quotas?${query}`, asking);
    expect(quotasAnswer.safeParse(answer.json()).error).toBeUndefined();
    return answer.json<Quotas>();
  };
  const reasons = ({ items }: Quotas, profession: string) => Object.fromEntries(items.find((one) => one.profession === profession)?.notCounted.map(({ employeeId, why }) => [employeeId, why]) ?? []);

  it('tell of the whole entity and of each establishment what is required, counted and short, and who does not count', async () => {
    const told = await quotas();
    expect(told).toMatchObject({
      entityId: tradeId,
      asOf: '2026-05-20',
      items: [
        { profession: 'sales', decision: '101278', approximate: true, level: 'entity', establishmentId: null, workersFrom: 3, percent: 60, workers: 4, required: 2, counted: 1, short: 1 },
        { profession: 'accounting', level: 'establishment', establishmentId: idOf('north main'), percent: 40, workers: 5, required: 2, counted: 1, short: 1 },
      ],
    });
    expect(reasons(told, 'sales')).toEqual({ [idOf('north seller')]: 'not-saudi', [idOf('south seller')]: 'not-saudi', [idOf('other seller')]: 'not-saudi' });
    expect(reasons(told, 'accounting')).toEqual({ [idOf('saudi clerk')]: 'not-accredited', ...Object.fromEntries([1, 2, 3].map((n) => [idOf(`accountant ${n}`), 'not-saudi'])) });
  });

  it('are those of the day, also of one to come, and as they were known', async () => {
    expect((await quotas('asOf=2026-04-18')).items.map(({ profession }) => profession)).toEqual(['accounting']);
    expect((await quotas('asOf=2026-10-27')).items.find(({ profession }) => profession === 'accounting')).toMatchObject({ percent: 50, required: 3, short: 2 });
    expect(reasons(await quotas(`knownAt=${beforeAccreditation}`), 'accounting')).toMatchObject({ [idOf('saudi accountant')]: 'not-accredited' });
    expect((await quotas(`knownAt=${told}`)).items).toEqual([]);
    expect((await quotas('', {}, entityId)).items).toEqual([]);
  });

  it('show an employer how the entity stands, of establishments and workers his own alone', async () => {
    const own = await quotas('', asEmployer(hers, 'north'));
    expect(own.items.map(({ profession, short }) => [profession, short])).toEqual([['sales', 1], ['accounting', 1]]);
    expect(reasons(own, 'sales')).toEqual({ [idOf('north seller')]: 'not-saudi' });
    expect((await side.get(`/v1/entities/${tradeId}/quotas`, asEmployer(hers, 'acme'))).json()).toMatchObject({ status: 404, code: 'record-not-found' });
    expect((await side.get(`/v1/entities/${tradeId}/quotas`, { role: 'analyst' })).statusCode).toBe(403);
  });
});

describe('small entities that count as one', () => {
  const owner = ownerIdOf(tradeOwner);
  const combinedId = entityIdOf(owner, '101');
  const said = (activity: '101' | '450', week: string, curve: '101' | '450') =>
    ({ stream: streamOf('entity', entityIdOf(owner, activity)), type: 'BandPublished', data: { effectiveOn: day(week), entityId: entityIdOf(owner, activity), ownerId: owner, activity, week: day(week), ...saying('LOW_GREEN', { curve }) } }) as const;

  it('are shown together to the employer whose own is among them, and to no other of the owner’s', async () => {
    const together = () => side.get(`/v1/entities/${combinedId}/saudization`, asEmployer(hers, 'north'));
    await side.tell(...plainly(said('101', '2026-05-02', '101'), said('450', '2026-05-02', '450')));
    await side.settle();
    expect((await together()).json()).toMatchObject({ status: 404, code: 'record-not-found' });
    await side.tell(...plainly(said('450', '2026-05-09', '101')));
    await side.settle();
    expect((await together()).json()).toMatchObject({ entityId: combinedId, band: 'LOW_GREEN', curve: '101' });
  });
});

describe('what sealed facts add to an entity', () => {
  const owner = { kind: 'legal', unifiedNumber: '7000000035', name: { ar: null, en: 'Five Holding' } } as const;
  const fiveId = entityIdOf(ownerIdOf(owner), '450');
  const dayOf = async (query: string, asking?: Asking) => (await side.get(`/v1/entities/${fiveId}/saudization/explain?${query}`, asking)).json<{ saudis: number; ratio: number; day: { saudis: number; special?: number | null; workers: object[] } }>();
  const planned = async (asking?: Asking): Promise<number | undefined> => {
    const answer = await side.app.inject({
      method: 'POST',
      url: `/v1/entities/${fiveId}/saudization/what-if`,
      headers: { authorization: `Bearer ${await side.token(asking?.role ?? 'platform-service', asking?.nationalNumber)}`, 'content-type': 'application/json', ...asking?.headers },
      payload: JSON.stringify({ weeks: 1, hires: [], leavers: [], wages: [], authentications: [] }),
    });
    return answer.json<{ weeks: { ratio: number }[] }>().weeks[0]?.ratio;
  };
  let withFour: Position;
  beforeAll(async () => {
    const events = [registered('five'), opened('five', 'five main')].map((event) => ({ ...event, data: { ...event.data, owner } }));
    await side.tell(...plainly(...events), appointed('five', hers), ...employed('five', '251201', ['saudi 1', 'saudi 2', 'saudi 3', 'saudi 4', 'foreign']));
    withFour = await side.tell(
      telling(employeeEvent('saudi 1', 'WeightingFactsRecorded', { effectiveOn: day('2026-01-01') }), { employeeId: weighting(true) }),
      telling(employeeEvent('saudi 2', 'WeightingFactsRecorded', { effectiveOn: day('2026-01-01') }), { employeeId: { ...weighting(false), disability: true, ableToWork: true } }),
    );
    await side.settle();
  });

  it('is kept from an employer where fewer than five Saudis work: all is told as if it were not known', async () => {
    const hersToRead = asEmployer(hers, 'five');
    expect((await dayOf('')).day).toMatchObject({ saudis: 3 });
    const own = await dayOf('', hersToRead);
    expect(own).toMatchObject({ saudis: 4, ratio: 80, day: { saudis: 4, special: null } });
    expect(JSON.stringify(own)).not.toContain('student');
    expect(await planned()).toBeCloseTo(75, 9);
    expect(await planned(hersToRead)).toBeCloseTo(80, 9);
  });

  it('is told as one sum where five work, and is kept back of places where they did not', async () => {
    const hersToRead = asEmployer(hers, 'five');
    await side.tell(...employed('five', '251201', ['saudi 5']));
    await side.settle();
    // No cap has room for one among five: the student counts as nobody, the disabled person as anybody.
    expect((await dayOf('', hersToRead)).day).toMatchObject({ saudis: 4, special: -1 });
    expect((await dayOf(`knownAt=${withFour}`, hersToRead)).day).toMatchObject({ saudis: 4, special: null });
    expect(await planned(hersToRead)).toBe(await planned());
  });

  it('names nothing of an older employer at whom somebody counts, not even to officials', async () => {
    const older = { ...terms, startsOn: day('2025-06-01') };
    const parties = { company: 'acme', employee: 'saudi 3' };
    await side.tell(
      ...plainly(
        contractEvent('older work', parties, 'ContractDrafted', { terms: older }),
        contractEvent('older work', parties, 'ContractAccepted', { ...saudi, terms: older, probationEndsOn: null }),
      ),
    );
    await side.settle();
    for (const asking of [{}, asEmployer(hers, 'five')]) {
      for (const path of ['saudization/explain', `saudization/explain?knownAt=${await side.log.store.head()}`, 'quotas', 'saudization', 'saudization/history']) {
        const { statusCode, body } = await side.get(`/v1/entities/${fiveId}/${path}`, asking);
        expect(statusCode, path).toBe(200);
        for (const name of ['acme', 'acme main', 'older work']) expect(body, `${path}: ${name}`).not.toContain(idOf(name));
        expect(body, path).not.toContain(entityId);
      }
      const { day: told } = (await side.get(`/v1/entities/${fiveId}/saudization/explain`, asking)).json<Explained>();
      expect(told.workers.find(({ employeeId }) => employeeId === idOf('saudi 3'))).toMatchObject({ weight: 0, rule: 'counted-elsewhere' });
    }
  });
});

function weighting(student: boolean) {
  const { name: _name, identifiers: _identifiers, passport: _passport, birthDate: _day, mobile: _mobile, email: _email, ...facts } = personNamed('Nobody');
  return { ...facts, student };
}

describe('why an entity had its band, as it was known', () => {
  it('is told by the facts, bands and terms of then, whatever came late', async () => {
    expect(weightOf(before, 'native')).toMatchObject({ weight: 0.5 });
    expect(weightOf(before, 'pupil')).toMatchObject({ weight: 0, rule: 'student-beyond-cap' });
    const then = await explained(`knownAt=${told}`);
    expect(withoutPosition(then)).toEqual(withoutPosition(before));
    expect(explanationAnswer.safeParse(then).error).toBeUndefined();
  });

  it('is told by what is known now unless it is asked otherwise', async () => {
    const now = await explained();
    expect(weightOf(now, 'native')).toMatchObject({ weight: 1 });
    expect(weightOf(now, 'pupil')).toMatchObject({ weight: 1, rule: 'saudi' });
    expect(weightOf(now, 'leaver')).toBeUndefined();
    expect(weightOf(now, 'late')).toMatchObject({ weight: 1 });
    expect(weightOf(now, 'worker')?.rule).not.toBe('expat');
    expect(withoutPosition(await explained(`knownAt=${now.position}`))).toEqual(withoutPosition(now));
  });

  it('knows nobody before he was told of, and no entity before its first establishment', async () => {
    // The tenth event is the acceptance of the first contract.
    const some = await explained(`knownAt=${momentOf(9)}`);
    expect(some.day.workers).toEqual([{ employeeId: idOf('native'), weight: 1, side: 'saudi', rule: 'saudi' }]);
    expect(some.method.weeks).toEqual([]);
    expect((await side.get(`${path}/explain?knownAt=${momentOf(0)}`)).json()).toMatchObject({ status: 404, code: 'record-not-found' });
  });

  it('is refused for what is no place or time, for another log’s place, and for a place that has not come', async () => {
    expect((await side.get(`${path}/explain?knownAt=yesterday`)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/knownAt' }] });
    expect((await side.get(`${path}/explain?knownAt=other-log.0000000000000001`)).statusCode).toBe(410);
    expect((await side.get(`${path}/explain?asOf=2026-05-21&knownAt=${told}`)).json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/asOf' }] });
  });

  it('shows an employer of then what it shows him of now: his own workers, nothing sealed', async () => {
    const answer = await side.get(`${path}/explain?knownAt=${told}`, asEmployer(hers, 'acme'));
    const { day: own } = answer.json<Explained>();
    expect(own.workers.map(({ employeeId }) => employeeId).sort()).toEqual(['native', 'pupil', 'worker', 'leaver'].map(idOf).sort());
    expect(answer.body).not.toContain('student');
  });

  it('tells of whoever was erased since that he is ordinary, then too', async () => {
    const subjectId = idOf('pupil');
    const ground = { reason: 'request', legalBasis: 'PDPL art. 18', method: 'key destruction' };
    await side.vault.destroy(subjectId, { ...ground, at: '2026-05-20T09:00:00.000Z' });
    // Also before the log says so.
    expect(weightOf(await explained(`knownAt=${told}`), 'pupil')).toMatchObject({ weight: 1, rule: 'saudi' });
    await side.tell({ given: { stream: streamOf('employee', subjectId), type: 'SubjectKeyDestroyed', data: { effectiveOn: '2026-05-20', subjectId, ...ground } } });
    await side.settle();
    expect(weightOf(await explained(`knownAt=${told}`), 'pupil')).toMatchObject({ weight: 1, rule: 'saudi' });
  });
});

describe('what was known at a place that the read models have not reached', () => {
  it.each(['saudization/explain', 'quotas'])('is not told, and whoever asks is told to come again; what was known before is: %s', async (what) => {
    const get = (query: string) => side.get(`/v1/entities/${entityId}/${what}?${query}`);
    const before = await side.settle();
    await side.standStill();
    try {
      const place = await side.tell(...plainly(opened('acme', `acme ${what}`, '2026-01-02', false)));
      const early = await Promise.all([`knownAt=${place}`, `knownAt=${place}&after=${before}`, `knownAt=${before}&after=${place}`].map(get));
      for (const { statusCode, headers, json } of early.map((answer) => ({ statusCode: answer.statusCode, headers: answer.headers, json: answer.json<object>() }))) {
        expect(json).toMatchObject({ status: 503, code: 'read-model-behind', behind: ['entities'] });
        expect([statusCode, headers['retry-after']]).toEqual([503, '1']);
      }
      expect((await get(`knownAt=${before}`)).statusCode).toBe(200);
      side.goOn();
      await side.settle();
      for (const query of [`knownAt=${place}`, `knownAt=${before}&after=${place}`]) expect((await get(query)).statusCode).toBe(200);
    } finally {
      side.goOn();
    }
  });
});
