import type { EstablishmentClosureReason } from '../../domain/company/company-codes.js';
import type { Owner } from '../../domain/company/owner.js';
import { boolean, date, defineTable, json, optional, recordColumns, text, uuid, word, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** One row an establishment, by its own id; `revision` is of the company's last event about it. */
export const establishmentTable = defineTable({
  name: 'establishment',
  version: 1,
  columns: {
    ...recordColumns,
    companyId: uuid,
    status: word<'open' | 'closed'>(),
    number: text,
    nameEn: optional(text),
    nameAr: optional(text),
    main: boolean,
    isicActivity: text,
    nitaqatActivity: text,
    /** The day from which it has this activity. */
    activitySince: date,
    region: text,
    owner: json<Owner>(),
    ownerId: optional(uuid),
    openedOn: date,
    closedOn: optional(date),
    closureReason: optional(word<EstablishmentClosureReason>()),
  },
  wall: ownedBy('companyId'),
  indexes: [
    { columns: ['companyId', 'createdOn', 'id'] },
    { columns: ['number', 'id'] },
    { columns: ['status', 'createdOn', 'id'] },
    { columns: ['region', 'createdOn', 'id'] },
    { columns: ['nitaqatActivity', 'createdOn', 'id'] },
    { columns: ['createdOn', 'id'] },
  ],
});

export type EstablishmentRow = Row<typeof establishmentTable>;
