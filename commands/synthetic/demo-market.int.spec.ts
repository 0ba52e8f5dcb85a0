import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../bootstrap/config/config.js';
import * as tokens from '../../bootstrap/container/tokens.js';
import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import type { Shutdown } from '../../bootstrap/process/shutdown.js';
import { shutdownWithin } from '../../bootstrap/process/testing/shutdown-within.js';
import { bringInDemo } from '../../bootstrap/serve/bring-in-demo.js';
import { openLedger, type OpenLedger } from '../../bootstrap/serve/open-ledger.js';
import { createTestDatabase, type TestDatabase } from '../../bootstrap/testing/database.js';
import type { CompanyState } from '../../domain/company/state.js';
import { contractStatus, type ContractState } from '../../domain/contract/state.js';
import type { EmployeeState } from '../../domain/employee/state.js';
import type { InsuranceState } from '../../domain/insurance/state.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import { addDays, toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import type { TransferState } from '../../domain/transfer/state.js';
import type { VisaState } from '../../domain/visa/state.js';
import type { WorkPermitState } from '../../domain/work-permit/state.js';
import type { ImportResult } from '../bulk/lived-import.js';
import { foldRecord } from '../handler/load-record.js';
import { demoOptions, tellDemo } from './demo-market.js';
import { byActivity } from './population/market-entities.js';
import { byOwner } from './population/ownership.js';
import { planMarket } from './population/plan-market.js';
import { catchUp, countedInTables } from './testing/counted-in-tables.js';
import { gatedEvents } from './testing/gated-events.js';

const TODAY = toIsoDate('2026-11-25');
const SOON = addDays(TODAY, 90);

let databases: readonly TestDatabase[];
let home: string;
let shutdown: Shutdown;
let ledger: OpenLedger;
let result: ImportResult;
let log: readonly RecordedEvent[];
const COMPANIES = 150;
const { tally } = tellDemo({ today: TODAY, seed: 1, companies: COMPANIES });

beforeAll(async () => {
  databases = await Promise.all([createTestDatabase('demo'), createTestDatabase('demo vault')]);
  home = await mkdtemp(join(tmpdir(), 'sijil-demo-'));
  shutdown = shutdownWithin();
  const [main, vault] = databases;
  const config = loadConfig({ DATABASE_URL: main?.url, VAULT_DATABASE_URL: vault?.url, SIJIL_HOME: home, NODE_ENV: 'test' });
  ledger = await openLedger(config, pino({ level: 'silent' }), shutdown);
  result = await bringInDemo(ledger, { day: TODAY, companies: COMPANIES }, { begin: () => undefined, line: () => undefined }, shutdown.signal);
  log = await wholeLog();
}, 400_000);

afterAll(async () => {
  await shutdown.stop();
  await Promise.all(databases.map((database) => database.drop()));
  await rm(home, { recursive: true, force: true });
});

async function wholeLog(): Promise<readonly RecordedEvent[]> {
  const store = ledger.container.resolve(tokens.EVENT_STORE);
  const events: RecordedEvent[] = [];
  for (let after: RecordedEvent['position'] | undefined; ; ) {
    const page = await store.readAll(after, 2_000);
    events.push(...page.events);
    after = page.next;
    if (page.end) return events;
  }
}

/** The states of all records of a category, folded from the log. */
function statesOf<S>(category: string): readonly S[] {
  const type = recordTypes.find((one) => one.category === category);
  if (type === undefined) throw new Error(`no record type ${category}`);
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of log) {
    if (parseStream(event.stream)?.category !== category) continue;
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  }
  const registry = ledger.container.resolve(tokens.EVENTS);
  // The category's record type folds into this state.
  return [...streams.values()].map((events) => foldRecord(registry, type, events) as S);
}

/** Records that people's and companies' lives are told of. */
const OF_THE_MARKET: ReadonlySet<string> = new Set(['company', 'employee', 'contract', 'workPermit', 'visa', 'transfer', 'insurance']);

const soon = (day: IsoDate | null | undefined): boolean => day != null && day >= TODAY && day <= SOON;

describe('the demo, lived through the ledger', () => {
  it('comes out line by line as the script says', () => {
    expect(result.unexpected).toEqual([]);
    expect(result.refused).toBeGreaterThan(20);
    expect({ accepted: result.accepted, refused: result.refused }).toEqual({ accepted: tally.accepted, refused: tally.lines - tally.accepted });
  });

  it('asks for nothing that a band gates but from entities whose band was published as enough for it', () => {
    const { gated, beneath } = gatedEvents(log, ledger.container.resolve(tokens.EVENTS));
    expect(beneath).toEqual([]);
    expect(gated).toBeGreaterThan(20);
  });

  it('is in the order of its instants, all of them past and marked synthetic', () => {
    const instants = log.map((event) => event.metadata.recordedAt);
    expect(instants).toEqual([...instants].sort());
    expect((instants.at(-1) ?? '') < TODAY).toBe(true);
    expect(log.filter((event) => !event.metadata.synthetic || event.metadata.clock !== 'file')).toEqual([]);
  });

  it('shows every type of event that a life can bring', () => {
    // What the scripts do not tell yet.
    const seen = new Set(log.map((event) => event.type));
    const ofRecords = recordTypes.filter(({ category }) => OF_THE_MARKET.has(category)).flatMap((record) => record.events.map((event) => event.type));
    expect(ofRecords.filter((type) => !seen.has(type))).toEqual([]);
  });

  it('has companies of every fate, and people who act for several', () => {
    const companies = statesOf<CompanyState>('company');
    expect(companies).toHaveLength(tally.commands.get('RegisterCompany') ?? 0);
    expect(companies.filter((company) => company.status === 'closed')).toHaveLength(tally.commands.get('CloseCompany') ?? 0);
    const acting = new Map<string, number>();
    for (const { authorisedPeople } of companies) {
      for (const person of Object.keys(authorisedPeople)) acting.set(person, (acting.get(person) ?? 0) + 1);
    }
    expect([...acting.values()].filter((served) => served >= 3).length).toBeGreaterThanOrEqual(3);
  });

  it('comes to what was told: who is active, employed and permitted on the last day, who was transferred', () => {
    expect({
      'companies active': statesOf<CompanyState>('company').filter(({ status }) => status === 'active').length,
      'contracts in force': statesOf<ContractState>('contract').filter(({ phase }) => phase === 'authenticated').length,
      'insurances open': statesOf<InsuranceState>('insurance').filter(({ status }) => status === 'open').length,
      'permits in force': statesOf<WorkPermitState>('workPermit').filter(({ permit }) => permit?.expired === false).length,
    }).toEqual(Object.fromEntries([...tally.stock].sort()));
    const completed = statesOf<TransferState>('transfer').filter(({ status }) => status === 'completed').length;
    expect({ completed, entered: log.filter(({ type }) => type === 'VisaUsed').length }).toEqual({
      completed: tally.cases.get('transfers: completed'),
      entered: tally.commands.get('UseVisa'),
    });
  });

  it('comes to the same in the tables of the read models', async () => {
    await catchUp(ledger, log.at(-1)?.position ?? expect.fail('the log is empty'));
    const counted = await countedInTables(ledger.container.resolve(tokens.MAIN_POOL), addDays(TODAY, -1));
    const plan = planMarket(demoOptions({ today: TODAY, seed: 1, companies: COMPANIES }));
    const command = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (tally.commands.get(name) ?? 0), 0);
    const { stock, cases } = tally;
    expect(counted).toEqual({
      companies: command('RegisterCompany'),
      'companies active': stock.get('companies active'),
      'companies closed': command('CloseCompany'),
      people: command('RegisterCitizen', 'RegisterResident'),
      'contracts in force': stock.get('contracts in force'),
      'permits in force': stock.get('permits in force'),
      'insurances open': stock.get('insurances open'),
      'insured as owner': cases.get('insurance: as owner'),
      'insured as outsourced': cases.get('insurance: as outsourced'),
      'transfers completed': cases.get('transfers: completed'),
      'seasonal requests': cases.get('visas: seasonal request'),
      'entered on a visa': command('UseVisa'),
      'humans with several companies': cases.get('owners: several companies of a human'),
      'legal persons with several companies': cases.get('owners: several companies of a legal person'),
      // With the one of the company of the single cases.
      entities: byOwner(plan.block(0).companies).flatMap(byActivity).length + 1,
      'employments that entities count from': command('AcceptContract') + (cases.get('transfers: completed') ?? 0),
      'insurances that entities count from': command('RegisterInsurance'),
    });
  });

  it('leaves matters open that want attention soon', () => {
    const contracts = statesOf<ContractState>('contract');
    const permits = statesOf<WorkPermitState>('workPermit');
    const visas = statesOf<VisaState>('visa');
    const transfers = statesOf<TransferState>('transfer');
    const statuses = new Set(contracts.map(contractStatus));
    for (const status of ['draft', 'pending-employee', 'amendment-pending', 'resignation']) expect(statuses).toContain(status);
    const open = {
      contractsEnding: contracts.filter((contract) => contract.phase === 'authenticated' && soon(contract.terms.endsOn)),
      permitsEnding: permits.filter(({ permit }) => permit?.expired === false && soon(permit.validTo)),
      permitBills: permits.filter(({ application }) => application?.step === 'pending-payment'),
      iqamasEnding: statesOf<EmployeeState>('employee').filter(({ residence }) => residence?.expired === false && soon(residence.expiresOn)),
      visaBills: visas.filter(({ status }) => status === 'pending-payment'),
      visasUnanswered: visas.filter(({ status }) => status === 'requested'),
      transfersOfEmployee: transfers.filter(({ status }) => status === 'pending-employee'),
      transfersOfEmployer: transfers.filter(({ status }) => status === 'pending-employer'),
      transfersRunning: transfers.filter(({ status }) => status === 'pending-notice'),
    };
    expect(Object.entries(open).flatMap(([matter, records]) => (records.length === 0 ? [matter] : []))).toEqual([]);
  });

  it('leaves nothing due of a day before its own', () => {
    const next = ledger.container.resolve(tokens.DEADLINES).nextDay();
    expect(next !== undefined && next >= TODAY).toBe(true);
  });
});
