import { z } from 'zod';
import { establishmentClosureReason } from '../../domain/company/company-codes.js';
import { EstablishmentOpened } from '../../domain/company/events.js';
import { owner } from '../../domain/company/owner.js';
import { establishmentNumber } from '../../domain/standards/identifiers/establishment-number.js';
import { nitaqatActivityCode } from '../../domain/standards/nitaqat-activity.js';
import { establishmentTable } from '../../read-models/tables/establishment.js';
import { byCode, byId, byRegion, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = ['open', 'closed'] as const;

/** Establishments at `/v1/establishments`: parts of companies, changed and told in the company's stream. */
export const establishmentView = defineView({
  path: 'establishments',
  type: 'establishment',
  model: models.establishments,
  table: establishmentTable,
  shapes: {
    status: z.enum(statuses),
    owner,
    ownerId: z.uuid().meta({ description: 'Directory id of an owner who is a human.' }),
    closureReason: establishmentClosureReason,
  },
  personal: EstablishmentOpened.personal,
  filters: [
    byId('companyId', 'company_id'),
    byStatus(statuses),
    byRegion,
    byCode('nitaqatActivity', nitaqatActivityCode, 'nitaqat_activity'),
    byCode('number', establishmentNumber, 'number'),
  ],
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'companyId',
      'status',
      'number',
      'nameEn',
      'nameAr',
      'main',
      'isicActivity',
      'nitaqatActivity',
      'activitySince',
      'region',
      'openedOn',
      'closedOn',
      'closureReason',
    ],
    officials: ['owner', 'ownerId'],
  },
});
