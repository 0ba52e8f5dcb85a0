import type { CompanyContact } from '../../domain/company/company-contact.js';
import type { LegalForm } from '../../domain/company/legal-form.js';
import type { Owner } from '../../domain/company/owner.js';
import { date, defineTable, json, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** One row a company. */
export const companyTable = defineTable({
  name: 'company',
  version: 1,
  columns: {
    ...recordColumns,
    status: word<'active' | 'suspended' | 'closed'>(),
    statusSince: date,
    /** Why it is suspended or closed. */
    statusReason: optional(text),
    unifiedNumber: text,
    nameEn: optional(text),
    nameAr: optional(text),
    legalForm: word<LegalForm>(),
    contact: json<CompanyContact>(),
    foundedOn: date,
    owner: json<Owner>(),
    /** Directory id of an owner who is a human. */
    ownerId: optional(uuid),
  },
  wall: ownedBy('id'),
  indexes: [
    { columns: ['unifiedNumber', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
    { columns: ['ownerId'], where: 'owner_id is not null' },
  ],
});

export type CompanyRow = Row<typeof companyTable>;
