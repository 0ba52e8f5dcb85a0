// Law (Jepsen's set test): acknowledged ⊆ stored ⊆ attempted, each operation at most once.
import { expect } from 'vitest';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import { isLedgerEvent } from '../../../domain/ledger/ledger-events.js';
import type { Op, Recorder } from './recorded-ops.js';

/** Checks what became of every operation against the log. */
export function expectOpsInLog(ops: readonly Op[], events: readonly RecordedEvent[]): void {
  const byTrace = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const trace = traceOf(event);
    // What a record's stream holds without a trace is the ledger's own: its founding, its sweeps.
    if (trace === undefined || isLedgerEvent(event.type)) continue;
    byTrace.set(trace, [...(byTrace.get(trace) ?? []), event]);
  }
  const attempted = new Map(ops.map((op) => [op.trace, op]));
  expect(
    [...byTrace.keys()].filter((trace) => !attempted.has(trace)),
    'stored and never sent',
  ).toEqual([]);
  for (const op of ops) {
    const stored = byTrace.get(op.trace) ?? [];
    const label = `${op.path} (${op.outcome}${op.code === undefined ? '' : ` ${op.code}`})`;
    expect(new Set(stored.map((event) => event.metadata.commandId)).size, `${label} at most once`).toBeLessThanOrEqual(1);
    if (op.outcome === 'fail') expect(stored, label).toEqual([]);
    if (op.outcome === 'ok') {
      expect(
        stored.map(({ id, type }) => ({ id, type })),
        label,
      ).toEqual(op.answer?.events);
      expect(stored.at(-1)?.revision, label).toBe(op.answer?.revision);
    }
  }
}

/** Sends every operation again under its key: what was acknowledged gets its first answer, what was unknown gets one. */
export async function expectFirstAnswersAgain(recorder: Recorder): Promise<void> {
  const queue = [...recorder.ops];
  const lane = async (): Promise<void> => {
    for (let op = queue.pop(); op !== undefined; op = queue.pop()) {
      const before = op.answer;
      const answer = await recorder.again(op);
      if (before === undefined) continue;
      const { position: _earlier, ...first } = before;
      expect(answer.body, op.path).toMatchObject(first);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

function traceOf(event: RecordedEvent): string | undefined {
  return event.metadata.traceparent?.split('-')[1];
}
