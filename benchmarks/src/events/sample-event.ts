// Law: every contender appends events of the same bytes: 575 of data, 130 of metadata, as JSON, no two alike.
import { randomBytes, randomUUID } from 'node:crypto';

export const DATA_BYTES = 575;
export const METADATA_BYTES = 130;

/** An event as every contender stores it. */
export interface SampleEvent {
  readonly type: 'WorkPermitRequested';
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** An event with ids of its own. */
export function sampleEvent(): SampleEvent {
  const data = {
    permitId: randomUUID(),
    companyId: randomUUID(),
    establishmentId: randomUUID(),
    employeeId: randomUUID(),
    effectiveOn: '2026-03-01',
    term: { months: 12, from: '2026-03-01', until: '2027-02-28' },
    occupation: { scheme: 'SSCO', code: '2512-01' },
    fees: [
      { kind: 'work-permit', halalas: 960_000 },
      { kind: 'request', halalas: 10_000 },
    ],
    basis: { rules: [{ rule: 'work-permit.fee', version: '2025-12-01' }], unknown: ['insured-wage'] },
  };
  const metadata = { commandId: randomUUID(), recordedAt: '2026-03-01T08:00:00.000Z' };
  dataFill ||= missing(data, DATA_BYTES);
  metadataFill ||= missing(metadata, METADATA_BYTES);
  return { type: 'WorkPermitRequested', data: { ...data, fill: chance(dataFill) }, metadata: { ...metadata, fill: chance(metadataFill) } };
}

/** Letters of chance that bring each part to its length: the same for every event, whose other values have fixed lengths. */
let dataFill = 0;
let metadataFill = 0;

function missing(value: object, bytes: number): number {
  return bytes - JSON.stringify({ ...value, fill: '' }).length;
}

/** Chance to cut from: drawing it anew for each event would cost more than some contenders do. */
const CHANCE = randomBytes(64 * 1024).toString('hex');

function chance(letters: number): string {
  const at = Math.floor(Math.random() * (CHANCE.length - letters));
  return CHANCE.slice(at, at + letters);
}
