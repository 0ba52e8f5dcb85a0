// Law: what other registers say of a company or a human is shown with the record that it is said of, to whoever may be shown that record.
import { z } from 'zod';
import { certificateNumber } from '../../domain/company/certificate-number.js';
import { accreditationBody, educationLevel } from '../../domain/employee/employee-codes.js';
import { isoDate } from '../../domain/standards/calendar.js';
import type { Table } from '../../read-models/table.js';
import { entityAccreditationTable, entityCertificateTable, type EntityAccreditationRow, type EntityCertificateRow } from '../../read-models/tables/entity.js';
import { companyView } from './company-view.js';
import { employeeView } from './employee-view.js';
import type { RecordView } from './record-view.js';

/** Facts that stand beside a kind of record, one row a record that has any. */
export interface FactsBeside {
  /** The record's kind. */
  readonly view: RecordView;
  /** Last part of the path, and name of what is listed. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly table: Table;
  readonly item: z.ZodObject;
  /** The items of a row, oldest first. */
  itemsOf(row: unknown): readonly object[];
}

const certificate = z.strictObject({
  certificateNumber,
  validFrom: isoDate,
  validTo: isoDate.meta({ description: 'Last valid day, unless it was withdrawn before.' }),
  withdrawnOn: isoDate.nullable().meta({ description: 'First day on which it is void; null where it was not withdrawn.' }),
});

const accreditation = z.strictObject({
  body: accreditationBody,
  validFrom: isoDate,
  validTo: isoDate.nullable().meta({ description: 'Last valid day; null: until further notice.' }),
  educationLevel: educationLevel.nullable(),
});

/** All such facts. Numbers of accreditations are sealed: the record's history opens them to whom it is shown. */
export const factsBeside: readonly FactsBeside[] = [
  {
    view: companyView,
    path: 'certificates',
    operationId: 'ListCertificates',
    summary: 'The Mowaamah certificates of a company, as each was last told.',
    table: entityCertificateTable,
    item: certificate,
    itemsOf: (row) => {
      const { certificates } = row as EntityCertificateRow;
      return Object.entries(certificates)
        .map(([number, held]) => ({ certificateNumber: number, ...held }))
        .sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : a.certificateNumber < b.certificateNumber ? -1 : 1));
    },
  },
  {
    view: employeeView,
    path: 'accreditations',
    operationId: 'ListAccreditations',
    summary: 'By which professional bodies a human is accredited on which days, as each was last told.',
    table: entityAccreditationTable,
    item: accreditation,
    itemsOf: (row) => (row as EntityAccreditationRow).accreditations,
  },
];
