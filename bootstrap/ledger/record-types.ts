import { companyRecord } from '../../domain/company/record-type.js';
import { contractRecord } from '../../domain/contract/record-type.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { entityRecord, saudizationWeekRecord } from '../../domain/entity/record-type.js';
import { insuranceRecord } from '../../domain/insurance/record-type.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { ruleSetRecord } from '../../domain/rule-set/record-type.js';
import { saudizationTableRecord } from '../../domain/statistics/record-type.js';
import { transferRecord } from '../../domain/transfer/record-type.js';
import { visaRecord } from '../../domain/visa/record-type.js';
import { workPermitRecord } from '../../domain/work-permit/record-type.js';

/** Every record type of the ledger. A record type folds only events of its own stream, so its types can be forgotten here. */
export const recordTypes: readonly RecordType[] = [
  companyRecord,
  employeeRecord,
  contractRecord,
  workPermitRecord,
  visaRecord,
  transferRecord,
  insuranceRecord,
  ruleSetRecord,
];

/** What the ledger tells of by itself: no command is about them, and no caller makes one. */
export const toldTypes: readonly RecordType[] = [entityRecord, saudizationTableRecord, saudizationWeekRecord];
