import type { DomainEvent } from '../../../domain/ledger/event.js';
import type { RecordType } from '../../../domain/ledger/record-type.js';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import type { RecordReader } from '../definition.js';

/** Reads records that have no events yet, and notes the streams that were asked for; in a ledger that was not founded, unless said. */
export function emptyReader(more: Partial<Pick<RecordReader, 'today' | 'people' | 'founded'>> = {}): RecordReader & { readonly asked: string[]; readonly looked: string[] } {
  const asked: string[] = [];
  const looked: string[] = [];
  const fold = <S, E extends DomainEvent>(noted: string[], type: RecordType<S, E>, id: string) => {
    noted.push(`${type.category}-${id}`);
    return Promise.resolve({ id, exists: false, state: type.initial, revision: -1, erased: false });
  };
  return {
    asked,
    looked,
    read: (type, id) => fold(asked, type, id),
    look: (type, id) => fold(looked, type, id),
    today: toIsoDate('2026-04-26'),
    people: {},
    founded: () => Promise.resolve(null),
    ...more,
  };
}
