// The market of one company with ten employees: everything that may happen to them, in the order of three days.
import { expect } from 'vitest';
import type { Accepted, Api } from './api.js';
import { behalfHeader, citizen, company, declared, establishment, money, resident, terms, type Clerk, type Known, type Numbers } from './market.js';

/** The days on which the market acts, and the one on which it is looked at. */
export const [FIRST, SECOND, LAST] = ['2026-01-10', '2026-02-20', '2026-05-05'];

/** Contracts by what becomes of them. */
type Fates = Record<
  'ran' | 'rejected' | 'changed' | 'unanswered' | 'noticed' | 'expired' | 'amended' | 'resigned' | 'moved' | 'withdrawn' | 'dismissed',
  Known
>;

/** The market and its story. Each chapter is told on its day, in this order. */
export interface AcmeMarket {
  readonly acme: Known;
  readonly rival: Known;
  readonly branch: string;
  readonly citizens: readonly Known[];
  readonly residents: readonly Known[];
  readonly contracts: Fates;
  readonly permits: Record<'issued' | 'cancelled' | 'lapsed' | 'rejected', Known>;
  readonly visa: Known;
  readonly transfer: Known;
  /** Every answer of a change, in the order sent. */
  readonly sent: readonly Accepted[];
  /** FIRST: companies, establishments, people, somebody who may act. */
  begin(): Promise<void>;
  /** FIRST: contracts offered and answered in every way. */
  offerContracts(): Promise<void>;
  /** FIRST: permits and visas. */
  askForPermits(): Promise<void>;
  /** SECOND: people leave, one for another company. */
  partWays(): Promise<void>;
  /** LAST: terms, notices and silence have run out by themselves. */
  comeToRest(): Promise<void>;
  change(record: Known, action: string, data?: object): Promise<Accepted>;
}

/** @param reach the program as it runs now */
export function acmeMarket(numbers: Numbers, reach: () => { readonly api: Api; readonly clerk: Clerk }): AcmeMarket {
  let acme: Known;
  let rival: Known;
  let acmeMain: string;
  let acmeBranch: string;
  let authorised: string;
  let visa: Known;
  let transfer: Known;
  const citizens: Known[] = [];
  const residents: Known[] = [];
  const sent: Accepted[] = [];
  // Each is filled in by its chapter, before anyone asks for it.
  const contracts = {} as Fates;
  const permits = {} as AcmeMarket['permits'];

  const change = async (record: Known, action: string, data: object = {}): Promise<Accepted> => {
    const answer = await reach().clerk.change(record, action, data);
    sent.push(answer);
    return answer;
  };
  const create = async (path: string, data: object): Promise<Known> => reach().clerk.create(path, data);

  const offer = async (employee: Known, offered: object, establishmentId = acmeMain): Promise<Known> => {
    const contract = await create('/v1/contracts', { companyId: acme.id, establishmentId, employeeId: employee.id, terms: offered });
    await change(contract, 'sending');
    return contract;
  };

  const employ = async (employee: Known, offered: object, establishmentId = acmeMain): Promise<Known> => {
    const contract = await offer(employee, offered, establishmentId);
    await change(contract, 'acceptance');
    return contract;
  };

  /** Waits until a record says so; the ledger's own clock and reactions come by themselves. */
  const becomes = async (record: Known, status: string): Promise<void> => {
    await expect.poll(async () => (await reach().api.get(record.path)).body['status'], { timeout: 60_000, interval: 50 }).toBe(status);
  };

  const begin = async (): Promise<void> => {
    acme = await create('/v1/companies', company(numbers, { name: { ar: 'شركة أكمي', en: 'Acme' } }));
    rival = await create('/v1/companies', company(numbers, { name: { ar: null, en: 'Rival' } }));
    acmeMain = await reach().clerk.mainEstablishment(acme);
    const branch = await change(acme, 'establishments', { ...establishment(numbers), main: false, region: 'SA-02' });
    const opened = await reach().api.get<{ data: { establishmentId: string } }>(`${acme.path}/events/${branch.revision}`);
    acmeBranch = opened.body.data.establishmentId;
    await change(acme, 'establishment-activities', { establishmentId: acmeBranch, isicActivity: '4711', nitaqatActivity: '460' });
    const passing = await change(acme, 'establishments', { ...establishment(numbers), main: false });
    const third = await reach().api.get<{ data: { establishmentId: string } }>(`${acme.path}/events/${passing.revision}`);
    await change(acme, 'establishment-closures', { establishmentId: third.body.data.establishmentId, reason: 'moved' });

    for (let n = 0; n < 5; n += 1) {
      citizens.push(
        await create('/v1/employees/citizens', citizen(numbers, { name: { ar: null, en: { first: `Citizen${n}`, family: 'Example' } } })),
      );
      residents.push(
        await create(
          '/v1/employees/residents',
          resident(numbers, { name: { ar: null, en: { first: `Resident${n}`, family: 'Example' } } }),
        ),
      );
    }
    await change(person(citizens, 0), 'weighting-facts', { weighting: { disability: true, ableToWork: true } });

    await change(acme, 'authorised-people', {
      identifiers: [{ scheme: 'national-id', value: numbers.nationalId() }],
      name: { ar: null, en: { first: 'Hind', family: 'Example' } },
      scopes: ['contracts', 'visas'],
    });
    const workspace = await reach().api.get<{ authorisedPeople: { personId: string }[] }>(
      `/v1/workspaces/${acme.id}?after=${acme.position}`,
    );
    authorised = workspace.body.authorisedPeople[0]?.personId ?? '';
    await reach().clerk.appoint(acme, {
      identifiers: [{ scheme: 'iqama', value: numbers.iqama() }],
      name: { ar: null, en: { first: 'Omar', family: 'Example' } },
    });
  };

  const offerContracts = async (): Promise<void> => {
    const year = terms(FIRST, '2026-12-31', { renewable: true });
    contracts.ran = await employ(person(citizens, 0), year);
    contracts.rejected = await offer(person(citizens, 1), year);
    await change(contracts.rejected, 'rejection', { reason: 'wage-differs' });
    contracts.changed = await offer(person(citizens, 2), year);
    await change(contracts.changed, 'change-requests', { parts: ['wage'] });
    await change(contracts.changed, 'revisions', {
      terms: terms(FIRST, '2026-12-31', { wage: { basic: money(6_000), housing: money(1_500), other: money(0) } }),
    });
    await change(contracts.changed, 'sending');
    await change(contracts.changed, 'acceptance');
    contracts.unanswered = await offer(person(citizens, 3), year);
    contracts.noticed = await employ(person(citizens, 4), terms(FIRST, null));
    contracts.expired = await employ(person(residents, 0), terms(FIRST, '2026-03-31'));
    contracts.amended = await employ(person(residents, 1), terms(FIRST, '2026-12-31'), acmeBranch);
    await change(contracts.amended, 'amendments', { by: 'employer', terms: terms(FIRST, '2026-12-31', { hoursPerWeek: 40 }) });
    await change(contracts.amended, 'amendment-acceptance', { by: 'employee' });
    contracts.resigned = await employ(person(residents, 2), terms(FIRST, '2026-12-31'));
    contracts.moved = await employ(person(residents, 3), terms(FIRST, '2026-12-31'));
    contracts.withdrawn = await create('/v1/contracts', {
      companyId: acme.id,
      establishmentId: acmeMain,
      employeeId: person(residents, 4).id,
      terms: terms(FIRST, '2026-12-31'),
    });
    await change(contracts.withdrawn, 'withdrawal');
    contracts.dismissed = await employ(person(residents, 4), terms(FIRST, '2026-12-31'));

    const headers = behalfHeader(person(citizens, 0).id);
    const second = await reach().api.post(`${contracts.ran.path}/acceptance`, {}, { revision: contracts.ran.revision, headers });
    expect(second).toMatchObject({ status: 422, body: { status: 422, clearedBy: expect.any(String) as string } });
  };

  const askForPermits = async (): Promise<void> => {
    const ask = (worker: Known): Promise<Known> =>
      create('/v1/work-permits', {
        companyId: acme.id,
        establishmentId: acmeMain,
        employeeId: worker.id,
        occupation: '214201',
        months: 12,
        ...declared,
      });
    permits.issued = await ask(person(residents, 0));
    await change(permits.issued, 'bills', { billNumber: numbers.bill() });
    await change(permits.issued, 'payments', { reference: 'SADAD-1' });
    await change(permits.issued, 'issue', { permitNumber: '4100012345' });
    permits.cancelled = await ask(person(residents, 1));
    await change(permits.cancelled, 'bills', { billNumber: numbers.bill() });
    await change(permits.cancelled, 'bill-cancellations');
    permits.lapsed = await ask(person(residents, 2));
    await change(permits.lapsed, 'bills', { billNumber: numbers.bill() });
    permits.rejected = await ask(person(residents, 3));
    await change(permits.rejected, 'rejection', { reason: 'documents-incomplete' });

    const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
    visa = await create('/v1/visas', {
      companyId: acme.id,
      establishmentId: acmeMain,
      kind: 'permanent',
      phase: 'expansion',
      lines: [line, { ...line, nationality: 'PHL', consulate: 'PHMNL', count: 2 }],
    });
    const { body } = await reach().api.get<{ lines: { id: string; lineId?: string; nationality: string }[] }>(
      `${visa.path}?after=${visa.position}`,
    );
    const lineId = (nationality: string): string => {
      const found = body.lines.find((one) => one.nationality === nationality);
      return found?.lineId ?? found?.id ?? '';
    };
    await change(visa, 'line-acceptances', { lineId: lineId('IND'), accepted: 2 });
    await change(visa, 'line-rejections', { lineId: lineId('PHL'), reason: 'balance-exceeded' });
    await change(visa, 'bills', { billNumber: numbers.bill() });
    await change(visa, 'payments', { reference: 'SADAD-2' });
    await change(visa, 'issue', { lineId: lineId('IND') });
    await change(visa, 'uses', { lineId: lineId('IND'), employeeId: person(residents, 4).id, visaNumber: '0900000001' });
    await change(visa, 'cancellations', { lineId: lineId('IND'), count: 1 });
    const none = await reach().api.post(
      `${visa.path}/uses`,
      { lineId: lineId('IND'), employeeId: person(residents, 1).id, visaNumber: '0900000002' },
      { revision: visa.revision },
    );
    expect(none).toMatchObject({ status: 422, body: { code: 'visa.none-left' } });
  };

  const partWays = async (): Promise<void> => {
    await becomes(contracts.unanswered, 'lapsed');
    await becomes(permits.lapsed, 'cancelled');
    await change(contracts.noticed, 'notice', { by: 'employee', reason: 'family' });
    await change(contracts.resigned, 'resignation');
    await change(contracts.dismissed, 'termination', { article: '80', by: 'employer' });
    await change(acme, 'authorised-people-removals', { personId: authorised });
    transfer = await create('/v1/transfers', {
      employeeId: person(residents, 3).id,
      fromContractId: contracts.moved.id,
      toCompanyId: rival.id,
      toEstablishmentId: await reach().clerk.mainEstablishment(rival),
      terms: terms(SECOND, '2028-02-29'),
    });
    const twice = await reach().api.post('/v1/transfers', {
      employeeId: person(residents, 3).id,
      fromContractId: contracts.moved.id,
      toCompanyId: rival.id,
      toEstablishmentId: await reach().clerk.mainEstablishment(rival),
      terms: terms(SECOND, '2028-02-29'),
    });
    expect(twice.status, twice.text).toBe(422);
    await change(transfer, 'employee-answer', { answer: 'accept' });
    await change(transfer, 'employer-answer', { answer: 'accept' });
    expect((await reach().api.get(`${transfer.path}?after=${transfer.position}`)).body).toMatchObject({ status: 'pending-notice' });
  };

  const comeToRest = async (): Promise<void> => {
    for (const ended of [contracts.expired, contracts.noticed, contracts.resigned, contracts.moved]) await becomes(ended, 'ended');
    await becomes(transfer, 'completed');
    const { body } = await reach().api.get<{ newContractId: string }>(transfer.path);
    await becomes({ path: `/v1/contracts/${body.newContractId}`, id: body.newContractId, revision: 0, position: '' }, 'authenticated');
    const causes = await Promise.all(
      [contracts.expired, contracts.noticed, contracts.resigned, contracts.moved, contracts.dismissed].map(({ path }) =>
        reach().api.get(path),
      ),
    );
    expect(causes.map(({ body: one }) => [one['endCause'], one['endArticle']])).toEqual([
      ['expired', null],
      ['terminated', '75'],
      ['terminated', 'resignation'],
      ['transferred', null],
      ['terminated', '80'],
    ]);
    for (const { body: one } of causes) expect(one['settlement']).toMatchObject({ award: { amount: { currency: 'SAR' } } });
  };

  return {
    citizens,
    residents,
    contracts,
    permits,
    sent,
    begin,
    offerContracts,
    askForPermits,
    partWays,
    comeToRest,
    change,
    get acme() {
      return acme;
    },
    get rival() {
      return rival;
    },
    get branch() {
      return acmeBranch;
    },
    get visa() {
      return visa;
    },
    get transfer() {
      return transfer;
    },
  };
}

/** One of a list by its place. */
export function person(list: readonly Known[], n: number): Known {
  const found = list[n];
  if (found === undefined) throw new Error(`nobody at ${n}`);
  return found;
}
