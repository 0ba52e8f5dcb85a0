import { entityBandRows } from './entities/band-rows.js';
import { entityEmploymentRows } from './entities/employment-rows.js';
import { entityEstablishmentRows } from './entities/establishment-rows.js';
import { entityPersonRows } from './entities/person-rows.js';
import { defineReadModel } from './engine/projection.js';

/** What Saudization is counted from, and the newest band of each entity. */
export const entities = defineReadModel({
  name: 'entities',
  version: 1,
  projections: [entityEstablishmentRows, entityEmploymentRows, entityPersonRows, entityBandRows],
});
