import { z } from 'zod';
import { isoDate } from '../../domain/standards/calendar.js';
import { workspaceCounters } from '../../read-models/tables/workspace.js';
import { companyView } from '../records/company-view.js';
import { contractView } from '../records/contract-view.js';
import { employeeView } from '../records/employee-view.js';
import { establishmentView } from '../records/establishment-view.js';
import { insuranceView } from '../records/insurance-view.js';
import { membershipView } from '../records/membership-view.js';
import type { RecordView } from '../records/record-view.js';
import { transferView } from '../records/transfer-view.js';
import { visaView } from '../records/visa-view.js';
import { workPermitView } from '../records/work-permit-view.js';
import { attentionItem } from './read-attention.js';

/** A list whose first page a workspace shows: by which filter it is the company's, and in which order. */
export interface WorkspaceList {
  readonly name: string;
  readonly view: RecordView;
  readonly filter: 'companyId' | 'fromCompanyId';
  readonly order: 'asc' | 'desc';
}

/** The lists of a workspace: what stands from the beginning oldest first, what comes and goes newest first. */
export const workspaceLists: readonly WorkspaceList[] = [
  { name: 'establishments', view: establishmentView, filter: 'companyId', order: 'asc' },
  { name: 'employees', view: employeeView, filter: 'companyId', order: 'asc' },
  { name: 'contracts', view: contractView, filter: 'companyId', order: 'desc' },
  { name: 'workPermits', view: workPermitView, filter: 'companyId', order: 'desc' },
  { name: 'visas', view: visaView, filter: 'companyId', order: 'desc' },
  { name: 'transfersIn', view: transferView, filter: 'companyId', order: 'desc' },
  { name: 'transfersOut', view: transferView, filter: 'fromCompanyId', order: 'desc' },
  { name: 'insurance', view: insuranceView, filter: 'companyId', order: 'desc' },
];

const firstPage = (view: RecordView) =>
  z.strictObject({
    items: z.array(view.answer),
    next: z.string().nullable().meta({ description: 'Address of the next page of the list; null when this is all.' }),
  });

/** All that is going on in a company, as one answer. */
export const workspaceAnswer = z.strictObject({
  id: z.uuid(),
  today: isoDate.meta({ description: 'The day from which days are counted.' }),
  company: companyView.answer,
  counts: z.strictObject(Object.fromEntries(workspaceCounters.map((counter) => [counter, z.int()]))),
  authorisedPeople: z.array(membershipView.answer).meta({ description: 'Who may act for the company today or later.' }),
  ...Object.fromEntries(workspaceLists.map(({ name, view }) => [name, firstPage(view)])),
  attention: z.array(attentionItem).meta({ description: 'What needs attention, soonest first; overdue days come before today.' }),
  attentionMore: z.boolean().meta({ description: 'True when only the first 200 are told.' }),
  position: z.string().nullable(),
});
