import type { RecordBasis } from '../../domain/ledger/basis.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { RecordFact, RecordReader } from '../registry/definition.js';
import type { LoadedRecord, LoadRecord } from './loaded-record.js';

/** Records that are being folded for one decision. */
export type Folding = Map<string, Promise<LoadedRecord<unknown>>>;

/** A reader for one decision: each record is folded once, and all that were read become the decision's basis. */
export function trackingReader(
  load: LoadRecord,
  around: Pick<RecordReader, 'today' | 'people' | 'founded'>,
  seen: Folding = new Map(),
): RecordReader & { basis(): readonly RecordBasis[] } {
  const basis = new Map<string, RecordBasis | null>();
  const fold = async <S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<LoadedRecord<S>> => {
    const key = `${type.category}-${id}`;
    const loading = seen.get(key) ?? load(type, id);
    seen.set(key, loading);
    return (await loading) as LoadedRecord<S>;
  };
  return {
    today: around.today,
    people: around.people,
    founded: around.founded,
    async read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>> {
      const key = `${type.category}-${id}`;
      // In the order of the questions, whichever is answered first.
      if (!basis.has(key)) basis.set(key, null);
      const record = await fold(type, id);
      basis.set(key, { stream: record.stream, revision: record.revision });
      return factOf(id, record);
    },
    look: async (type, id) => factOf(id, await fold(type, id)),
    basis: () => [...basis.values()].filter((one) => one !== null),
  };
}

function factOf<S>(id: string, record: LoadedRecord<S>): RecordFact<S> {
  return {
    id,
    exists: record.exists,
    state: record.state,
    revision: record.revision,
    erased: record.erased,
  };
}
