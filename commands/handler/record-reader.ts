import type { RecordBasis } from '../../domain/ledger/basis.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import { SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { RecordFact, RecordReader } from '../registry/definition.js';
import type { LoadedRecord, LoadRecord } from './loaded-record.js';

/** A reader for one decision: each record is folded once, and all that were looked at become the decision's basis. */
export function trackingReader(load: LoadRecord): RecordReader & { basis(): readonly RecordBasis[] } {
  const seen = new Map<string, Promise<LoadedRecord<unknown>>>();
  const basis = new Map<string, RecordBasis>();
  return {
    async read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>> {
      const key = `${type.category}-${id}`;
      const loading = seen.get(key) ?? load(type, id);
      seen.set(key, loading);
      const record = (await loading) as LoadedRecord<S>;
      basis.set(key, { stream: record.stream, revision: record.revision });
      return {
        id,
        exists: record.exists,
        state: record.state,
        revision: record.revision,
        get erased() {
          return record.events.some((event) => event.type === SubjectKeyDestroyed.type);
        },
      };
    },
    // In the order of the questions, whichever was answered first.
    basis: () => [...seen.keys()].flatMap((key) => basis.get(key) ?? []),
  };
}
