import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectFirstAnswersAgain, expectOpsInLog } from './testing/checked-ops.js';
import { ledgerOnDatabases, TODAY, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, company, declared, numbersFrom, resident, terms, type Known } from './testing/market.js';
import { endPrograms, expectCleanStop, type Program } from './testing/program.js';
import { restarted, type Restarted } from './testing/restarted.js';
import type { Op } from './testing/recorded-ops.js';
import { expectWholeLedger, storedEvents } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);

let ledger: Ledger;
let program: Restarted;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

async function open(label: string): Promise<void> {
  ledger = await ledgerOnDatabases(label);
  program = await restarted(ledger);
}

const start = (killAt?: string): Promise<Program> => program.start(killAt === undefined ? {} : { SIJIL_KILL_AT: killAt });

/** Sends an operation during which the program dies. */
async function sendFatally(running: Program, path: string, data: unknown, revision?: number): Promise<Op> {
  const op = await program.record.send(path, data, { persists: () => false, ...(revision === undefined ? {} : { revision }) });
  expect(op.outcome, `${path} ${op.code ?? ''}`).toBe('info');
  program.gone();
  expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
  return op;
}

interface Employed {
  readonly employer: Known;
  readonly establishmentId: string;
  readonly worker: Known;
  readonly permit: Known;
}

/** A company whose worker waits for the bill of a permit. */
async function employ(): Promise<Employed> {
  const clerk = clerkOf(program.api);
  const employer = await clerk.create('/v1/companies', company(numbers));
  const establishmentId = await clerk.mainEstablishment(employer);
  const worker = await clerk.create('/v1/employees/residents', resident(numbers));
  const permit = await requestPermit({ employer, establishmentId, worker });
  return { employer, establishmentId, worker, permit };
}

function requestPermit({ employer, establishmentId, worker }: Omit<Employed, 'permit'>): Promise<Known> {
  const asked = { companyId: employer.id, establishmentId, employeeId: worker.id, occupation: '214201', months: 12, ...declared };
  return clerkOf(program.api).create('/v1/work-permits', asked);
}

describe('fault 1: killed between two steps of a command', () => {
  it('answers the retry as if nothing had happened, whichever two steps they are', async () => {
    await open('kill steps');
    const steps: readonly { at: string; send: (running: Program) => Promise<Op> }[] = [
      { at: 'RegisterCitizen:leased', send: (running) => sendFatally(running, '/v1/employees/citizens', citizen(numbers)) },
      { at: 'RegisterCompany:claimed-identifiers', send: (running) => sendFatally(running, '/v1/companies', company(numbers)) },
      { at: 'RegisterCitizen:decided', send: (running) => sendFatally(running, '/v1/employees/citizens', citizen(numbers)) },
      { at: 'RegisterResident:sealed', send: (running) => sendFatally(running, '/v1/employees/residents', resident(numbers)) },
      {
        at: 'BillWorkPermit:claimed-places',
        send: async (running) => {
          const { permit } = await employ();
          return sendFatally(running, `${permit.path}/bills`, { billNumber: numbers.bill() }, permit.revision);
        },
      },
      { at: 'RegisterCitizen:appended', send: (running) => sendFatally(running, '/v1/employees/citizens', citizen(numbers)) },
      { at: 'RegisterCompany:answered', send: (running) => sendFatally(running, '/v1/companies', company(numbers)) },
    ];
    for (const { at, send } of steps) {
      const running = await start(at);
      // The operation that the last kill cut short is another command: this program does not die of it.
      await expectFirstAnswersAgain(program.record);
      await send(running);
    }
    const running = await start();
    await expectFirstAnswersAgain(program.record);
    expect(program.record.ops.map((op) => op.outcome)).toEqual(steps.map(() => 'ok'));
    await expectFirstAnswersAgain(program.record);
    await expectCleanStop(running);
    expectOpsInLog(program.record.ops, await storedEvents(ledger));
    await expectWholeLedger(ledger);
  });

  it('finishes a completed transfer after the restart, each contract once', async () => {
    await open('kill transfer');
    let running = await start('EndContractByTransfer:appended');
    const clerk = clerkOf(program.api);
    const { employer: from, establishmentId, worker } = await employ();
    const contract = await clerk.create('/v1/contracts', {
      companyId: from.id,
      establishmentId,
      employeeId: worker.id,
      terms: terms('2026-01-01', '2027-12-31'),
    });
    await clerk.change(contract, 'sending');
    await clerk.change(contract, 'acceptance');
    const manager = await clerk.appoint(from, {
      identifiers: [{ scheme: 'national-id', value: numbers.nationalId() }],
      name: { ar: null, en: { first: 'Omar', family: 'Example' } },
    });
    const to = await clerk.create('/v1/companies', company(numbers));
    const transfer = await clerk.create('/v1/transfers', {
      employeeId: worker.id,
      fromContractId: contract.id,
      toCompanyId: to.id,
      toEstablishmentId: await clerk.mainEstablishment(to),
      terms: terms(TODAY, '2028-04-30'),
    });
    await clerk.change(transfer, 'employee-answer', { answer: 'accept' });
    // Without notice the transfer is due today, and the sweep completes it: the program dies behind the old contract's end.
    await program.record.send(
      `${transfer.path}/employer-answer`,
      { answer: 'accept', waiveNotice: true },
      { revision: transfer.revision, onBehalfOf: manager, persists: () => false },
    );
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
    running = await start('BeginContractByTransfer:decided').catch(async (error: unknown) => {
      // It may die before it is ready.
      expect(String(error)).toContain('SIGKILL');
      return running;
    });
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });

    const last = await start();
    const { api } = program;
    await expect.poll(async () => (await api.get(contract.path)).body['status'], { timeout: 60_000, interval: 50 }).toBe('ended');
    const completed = await api.get<{ status: string; newContractId: string }>(transfer.path);
    expect(completed.body).toMatchObject({ status: 'completed' });
    const next = `/v1/contracts/${completed.body.newContractId}`;
    await expect
      .poll(async () => (await api.get(next)).body, { timeout: 60_000, interval: 50 })
      .toMatchObject({ status: 'authenticated', companyId: to.id });
    await expectCleanStop(last);
    const events = await expectWholeLedger(ledger);
    for (const type of ['TransferCompleted', 'ContractEndedByTransfer', 'ContractBegunByTransfer']) {
      expect(events.filter((event) => event.type === type).length, type).toBe(1);
    }
  });

  it.runIf(PROVE)('gives the place of a command that died on the way to another, which fences it; the sleeper is too late', async () => {
    await open('kill claim');
    const running = await start('BillWorkPermit:claimed-places');
    const employed = await employ();
    const sleeper = await sendFatally(running, `${employed.permit.path}/bills`, { billNumber: numbers.bill() }, employed.permit.revision);
    const last = await start();
    const other = await requestPermit(employed);
    // Refused with 409 and Retry-After until the sleeper has slept for 30 s; the recorder goes on asking.
    const billed = await program.record.send(`${other.path}/bills`, { billNumber: numbers.bill() }, { revision: other.revision });
    expect(billed.outcome).toBe('ok');
    await program.record.again(sleeper);
    expect(sleeper).toMatchObject({ outcome: 'fail' });
    await expectCleanStop(last);
    const events = await expectWholeLedger(ledger);
    expect(events.filter((event) => event.type === 'CommandAbandoned').map((event) => event.stream)).toEqual([
      `workPermit-${employed.permit.id}`,
    ]);
    expect(events.filter((event) => event.type === 'WorkPermitBilled').length).toBe(1);
  });
});
