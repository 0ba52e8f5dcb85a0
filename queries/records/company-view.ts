import { z } from 'zod';
import { companyContact } from '../../domain/company/company-contact.js';
import { CompanyRegistered } from '../../domain/company/events.js';
import { legalForm } from '../../domain/company/legal-form.js';
import { owner } from '../../domain/company/owner.js';
import { unifiedNumber } from '../../domain/standards/identifiers/unified-number.js';
import { companyTable } from '../../read-models/tables/company.js';
import { byCode, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = ['active', 'suspended', 'closed'] as const;

/** Companies at `/v1/companies`. */
export const companyView = defineView({
  path: 'companies',
  type: 'company',
  model: models.companies,
  table: companyTable,
  shapes: {
    status: z.enum(statuses),
    legalForm,
    contact: companyContact,
    owner,
    ownerId: z.uuid().meta({ description: 'Directory id of an owner who is a human.' }),
  },
  personal: CompanyRegistered.personal,
  filters: [byStatus(statuses), byCode('unifiedNumber', unifiedNumber, 'unified_number')],
  own: ownedBy('id'),
  members: {
    everyone: ['status', 'statusSince', 'statusReason', 'unifiedNumber', 'nameEn', 'nameAr', 'legalForm', 'contact', 'foundedOn'],
    officials: ['owner', 'ownerId'],
  },
});
