// Many clients at once, each living the life of companies of its own: every kind of claim is taken, every answer recorded.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Api } from './api.js';
import { citizen, company, declared, numbersFrom, resident, terms, type Numbers } from './market.js';
import type { Op, Recorder } from './recorded-ops.js';
import { noteParties, spokenFor } from './spoken-for.js';

/** Clients at work. */
export interface BusyMarket {
  /** Lets each client finish what it is at. */
  stop(): Promise<void>;
}

const A_CLIENT = 100_000;

/**
 * Starts clients.
 * @param abandons whether an operation of unknown outcome is given up, as a client that died would
 */
export function busyMarket(clients: number, recorder: Recorder, api: Api, up: () => Promise<unknown>, abandons: () => boolean): BusyMarket {
  let stopped = false;
  const client = async (n: number): Promise<void> => {
    const numbers = numbersFrom((n + 1) * A_CLIENT);
    while (!stopped) {
      try {
        await live(numbers);
      } catch (error) {
        if (!(error instanceof GaveUp)) throw error;
      }
    }
  };
  const send = async (path: string, data: object, revision?: number, onBehalfOf?: string): Promise<Op> => {
    if (stopped) throw new GaveUp();
    const op = await recorder.send(path, data, {
      ...(revision === undefined ? {} : { revision }),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      persists: () => !stopped && !abandons(),
    });
    if (op.outcome !== 'ok') throw new GaveUp();
    if (revision === undefined) noteParties(idOf(op), data);
    return op;
  };
  const change = (of: Op, action: string, data: object = {}): Promise<Op> => {
    const path = `${rootOf(of)}/${idOf(of)}`;
    return send(`${path}/${action}`, data, of.answer?.revision, spokenFor(path, action, data));
  };

  /** One life: a company, its people, a contract and a permit. */
  const live = async (numbers: Numbers): Promise<void> => {
    const employer = await send('/v1/companies', company(numbers));
    const [saudi, worker] = await Promise.all([
      send('/v1/employees/citizens', citizen(numbers)),
      send('/v1/employees/residents', resident(numbers)),
    ]);
    await change(saudi, 'weighting-facts', { weighting: { disability: false, student: true } });
    const establishmentId = await mainEstablishment(api, up, employer, () => stopped);
    const draft = await send('/v1/contracts', {
      companyId: idOf(employer),
      establishmentId,
      employeeId: idOf(worker),
      terms: terms('2026-01-01', '2030-12-31'),
    });
    const sent = await change(draft, 'sending');
    const accepted = await change(sent, 'acceptance');
    await recorder.send(`${rootOf(draft)}/${idOf(draft)}/sending`, {}, { revision: accepted.answer?.revision ?? -1 });
    const permit = await send('/v1/work-permits', {
      companyId: idOf(employer),
      establishmentId,
      employeeId: idOf(worker),
      contractId: idOf(draft),
      occupation: '214201',
      months: 12,
      ...declared,
    });
    const billed = await change(permit, 'bills', { billNumber: numbers.bill() });
    const paid = await change(billed, 'payments', { reference: `REF-${numbers.digits(6)}` });
    await change(paid, 'issue', { permitNumber: `41${numbers.digits(8)}` });
    await change(employer, 'suspension', { reason: 'owner-request' });
  };
  const clientsAtWork = Array.from({ length: clients }, (_, n) => client(n));
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(clientsAtWork);
    },
  };
}

/** The client does not know how its operation ended, or was refused, and begins another life. */
class GaveUp extends Error {}

/** Checks that nothing was refused but what each life sends in order to be refused. */
export function expectMeantRefusals(ops: readonly Op[]): void {
  const codes = new Set(ops.flatMap((op) => (op.outcome === 'fail' ? [op.code] : [])));
  expect([...codes].filter((code) => code !== 'contract.not-a-draft')).toEqual([]);
}

function idOf(op: Op): string {
  if (op.answer === undefined) throw new Error(`${op.path} has no answer`);
  return op.answer.id;
}

/** The record's collection: `/v1/companies` of any path below it. */
function rootOf(op: Op): string {
  return op.path.split('/').slice(0, 3).join('/');
}

async function mainEstablishment(api: Api, up: () => Promise<unknown>, employer: Op, stopped: () => boolean): Promise<string> {
  const path = `/v1/establishments?companyId=${idOf(employer)}&after=${employer.answer?.position ?? ''}`;
  for (;;) {
    if (stopped()) throw new GaveUp();
    await up();
    const found = await api.get<{ items: { id: string }[] }>(path).catch(() => undefined);
    const [main] = found?.status === 200 ? found.body.items : [];
    if (main !== undefined) return main.id;
    await pause(30);
  }
}
