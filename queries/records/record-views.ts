import { companyView } from './company-view.js';
import { contractView } from './contract-view.js';
import { employeeView } from './employee-view.js';
import { establishmentView } from './establishment-view.js';
import { insuranceView } from './insurance-view.js';
import type { RecordView } from './record-view.js';
import { transferView } from './transfer-view.js';
import { visaView } from './visa-view.js';
import { workPermitView } from './work-permit-view.js';

/** Every kind of record that has a route and a list of its own. */
export const recordViews: readonly RecordView[] = [
  companyView,
  establishmentView,
  employeeView,
  contractView,
  workPermitView,
  visaView,
  insuranceView,
  transferView,
];
