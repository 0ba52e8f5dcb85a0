// Law: weighting facts stand in a row unopened; whoever was erased has none on any day, past ones too.
import type { DomainEvent } from '../../domain/ledger/event.js';
import { SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import { evolvePerson, personEventTypes, type PersonEvent } from '../../domain/entity/person-facts.js';
import { personFacts } from '../../read-models/entity-facts.js';
import { entityPersonTable } from '../../read-models/tables/entity.js';
import { alreadySeen, rowBoxes } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import type { StoredFact } from '../engine/stored-fact.js';

type Folded = PersonEvent | (DomainEvent & { readonly type: 'SubjectKeyDestroyed' });

function isDestruction(fact: StoredFact<Folded>): boolean {
  return fact.type === SubjectKeyDestroyed.type;
}

export const entityPersonRows = defineProjection<(typeof entityPersonTable)['columns'], Folded>({
  table: entityPersonTable,
  handles: [...personEventTypes, SubjectKeyDestroyed.type],
  keysOf(fact) {
    const stream = parseStream(fact.stream);
    return stream?.category === 'employee' ? [stream.id] : [];
  },
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    if (isDestruction(fact)) return row === null ? null : { ...row, revision: fact.revision, erased: true, boxes: [] };
    const facts = evolvePerson(row === null ? null : personFacts(row), fact as StoredFact<PersonEvent>, { eventId: fact.id, revision: fact.revision });
    const named = new Set(facts.weightings.map(({ eventId }) => eventId));
    const boxes = [...(row?.boxes ?? []), ...rowBoxes(fact)].filter(({ eventId }) => named.has(eventId));
    return { id: key, revision: fact.revision, ...facts, boxes: facts.erased ? [] : boxes };
  },
});
