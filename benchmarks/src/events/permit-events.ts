// Law: the events are those of work permits as the program writes them, boxes included, each stream's in its order; the steps of a permit
// lie anywhere in the log, so that a page holds hardly two of one permit.
import { randomBytes } from 'node:crypto';
import { fromRiyals } from '../../../dist/domain/standards/money.js';
import { chance, uuidOf, type Chance } from './chance.js';

/** An event with its place in its stream. */
export interface PlacedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Permit {
  readonly id: string;
  readonly companyId: string;
  readonly establishmentId: string;
  readonly employeeId: string;
  readonly contractId: string;
  /** Events of its life. */
  readonly steps: number;
}

/** Lengths of lives: rejected, issued, renewed, expired after that. */
const LIVES = [2, 4, 4, 4, 8, 8, 9] as const;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2024-01-01T00:00:00Z');
/** A sealed box of one number: its plaintext is padded to 1,024 bytes. */
const BOX_BYTES = 1_024 + 16;
const rests = { records: [], aggregates: [], rules: [{ rule: 'work-permit.fee', version: '2025-12-01' }], unknown: ['insured-wage'] };
const declared = {
  declaredExpats: 12,
  declaredSaudis: 5,
  declaredLicensedIndustry: false,
  declaredOwnerWorksFullTime: false,
  declaredPlace: null,
};
const months = 12;
const occupation = '711201';
const [fee, levy, total] = [fromRiyals(100), fromRiyals(8_400), fromRiyals(8_500)];
const [from, to] = ['2026-02-01', '2027-01-31'];
const lines = [
  { kind: 'fee', from, to, amount: fee },
  { kind: 'levy', from, to, monthly: fromRiyals(700), ground: 'within-saudis', months: '12', amount: levy },
];

/** So many events, the same for the same seed but for what is sealed; in the log's order. */
export function* permitEvents(count: number, seed = 7): Generator<PlacedEvent> {
  const draw = chance(seed);
  const slots: { readonly at: number; readonly permit: Permit; readonly step: number }[] = [];
  while (slots.length < count) {
    const steps = Math.min(count - slots.length, LIVES[Math.floor(draw() * LIVES.length)] ?? 4);
    const permit = {
      id: uuidOf(draw),
      companyId: uuidOf(draw),
      establishmentId: uuidOf(draw),
      employeeId: uuidOf(draw),
      contractId: uuidOf(draw),
      steps,
    };
    const times = Array.from({ length: steps }, () => draw()).sort((a, b) => a - b);
    times.forEach((at, step) => slots.push({ at, permit, step }));
  }
  slots.sort((a, b) => a.at - b.at);
  for (const { at, permit, step } of slots) yield eventOf(permit, step, FIRST_DAY + at * 700 * DAY_MS, draw);
}

function eventOf(permit: Permit, step: number, at: number, draw: Chance): PlacedEvent {
  const recordedAt = new Date(at).toISOString();
  const { companyId, establishmentId, employeeId } = permit;
  const about = { effectiveOn: recordedAt.slice(0, 10), companyId, establishmentId, employeeId };
  const { type, data } = stepOf(permit, step);
  const printed = type === 'WorkPermitIssued' || type === 'WorkPermitRenewed';
  const commandId = uuidOf(draw);
  return {
    stream: `workPermit-${permit.id}`,
    revision: step,
    id: uuidOf(draw),
    type,
    data: { ...about, ...data, ...(printed ? { boxes: [boxOf(employeeId)] } : {}) },
    metadata: {
      schemaVersion: 1,
      recordedAt,
      commandId,
      commandName: type.replace('WorkPermit', 'RecordWorkPermit'),
      commandHash: { keyVersion: 1, mac: bytes(32) },
      correlationId: commandId,
      causationId: commandId,
      actorId: companyId,
      onBehalfOf: null,
      role: 'platform-service',
      source: 'bench',
      subjects: printed ? [`${employeeId}#1`] : [],
      synthetic: true,
      clock: 'wall',
      traceparent: null,
      nonce: bytes(16),
    },
  };
}

function stepOf({ contractId, steps }: Permit, step: number): { readonly type: string; readonly data: object } {
  if (steps === 2 && step === 1)
    return { type: 'WorkPermitRejected', data: { kind: 'first', reason: 'documents-incomplete', refundDue: null } };
  if (step === 8) return { type: 'WorkPermitExpired', data: { occupation, validTo: to } };
  const first = step < 4;
  const kind = first ? 'first' : 'renewal';
  switch (step % 4) {
    case 0: {
      const asked = { contractId, occupation, months, ...declared, basis: rests };
      return first
        ? { type: 'WorkPermitRequested', data: { ...asked, arrivedOn: '2025-12-20' } }
        : { type: 'WorkPermitRenewalRequested', data: asked };
    }
    case 1: {
      const bill = {
        billNumber: '9900000001',
        months,
        chargedFrom: from,
        fee,
        levy,
        total,
        lines,
        dueOn: '2026-02-01',
        lapsesOn: '2026-02-05',
      };
      return { type: 'WorkPermitBilled', data: { kind, ...bill, basis: rests } };
    }
    case 2:
      return { type: 'WorkPermitBillPaid', data: { kind, billNumber: '9900000001', amount: total, reference: 'SYN-20260115-000001' } };
    default: {
      const term = { occupation, months, validFrom: from, validTo: to };
      return first
        ? { type: 'WorkPermitIssued', data: term }
        : { type: 'WorkPermitRenewed', data: { ...term, previousValidTo: '2026-01-31' } };
    }
  }
}

function boxOf(subject: string): object {
  return { part: 'employeeId', subject, keyVersion: 1, iv: bytes(12), sealed: bytes(BOX_BYTES), commitments: [bytes(32)] };
}

function bytes(length: number): string {
  return randomBytes(length).toString('base64');
}
