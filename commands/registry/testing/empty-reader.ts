import type { DomainEvent } from '../../../domain/ledger/event.js';
import type { RecordType } from '../../../domain/ledger/record-type.js';
import type { RecordReader } from '../definition.js';

/** Reads records that have no events yet, and notes the streams that were asked for. */
export function emptyReader(): RecordReader & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string) {
      asked.push(`${type.category}-${id}`);
      return Promise.resolve({ id, exists: false, state: type.initial, revision: -1, erased: false });
    },
  };
}
