import { entityAccreditationRows } from './entities/accreditation-rows.js';
import { entityBandRows } from './entities/band-rows.js';
import { entityCertificateRows } from './entities/certificate-rows.js';
import { entityEmploymentRows } from './entities/employment-rows.js';
import { entityEstablishmentRows } from './entities/establishment-rows.js';
import { entityInsuranceRows } from './entities/insurance-rows.js';
import { entityPersonRows } from './entities/person-rows.js';
import { defineReadModel } from './engine/projection.js';

/** What Saudization is counted from, and the newest band of each entity. */
export const entities = defineReadModel({
  name: 'entities',
  version: 3,
  projections: [entityEstablishmentRows, entityEmploymentRows, entityInsuranceRows, entityCertificateRows, entityPersonRows, entityAccreditationRows, entityBandRows],
});
