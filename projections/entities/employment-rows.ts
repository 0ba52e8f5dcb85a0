import { employmentEventTypes, evolveEmployment, type EmploymentEvent } from '../../domain/entity/employment-facts.js';
import { employmentFacts } from '../../read-models/entity-facts.js';
import { entityEmploymentTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import { recordIdOf } from '../engine/stored-fact.js';

export const entityEmploymentRows = defineProjection<(typeof entityEmploymentTable)['columns'], EmploymentEvent>({
  table: entityEmploymentTable,
  handles: employmentEventTypes,
  keysOf: (fact) => [recordIdOf(fact)],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const { from: startsOn, ...facts } = evolveEmployment(row === null ? null : employmentFacts(row), fact);
    return { id: key, revision: fact.revision, ...facts, startsOn };
  },
});
