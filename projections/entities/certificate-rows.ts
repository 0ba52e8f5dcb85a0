import { certificateEventTypes, evolveCertificates, type CertificateEvent } from '../../domain/entity/certificate-facts.js';
import { entityCertificateTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';

export const entityCertificateRows = defineProjection<(typeof entityCertificateTable)['columns'], CertificateEvent>({
  table: entityCertificateTable,
  handles: certificateEventTypes,
  keysOf: (fact) => [fact.data.companyId],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    return { id: key, revision: fact.revision, certificates: evolveCertificates(row?.certificates ?? {}, fact) };
  },
});
