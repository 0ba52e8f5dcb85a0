// Law: a part's row says what its record adds to workspaces now; the totals are the sum of these rows and nothing else.
import { companyEvents, type CompanyEvent } from '../../domain/company/events.js';
import { contractEvents, type ContractEvent } from '../../domain/contract/events.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import { transferEvents, type TransferEvent } from '../../domain/transfer/events.js';
import { visaEvents, type VisaEvent } from '../../domain/visa/events.js';
import { workPermitEvents, type WorkPermitEvent } from '../../domain/work-permit/events.js';
import { workspacePartTable } from '../../read-models/tables/workspace.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';
import type { StoredFact } from '../engine/stored-fact.js';
import { companyParts } from './company-parts.js';
import { contractParts } from './contract-parts.js';
import type { PartChange } from './part-change.js';
import { transferParts } from './transfer-parts.js';
import { visaParts } from './visa-parts.js';
import { workPermitParts } from './work-permit-parts.js';

type CountedEvent = CompanyEvent | ContractEvent | WorkPermitEvent | VisaEvent | TransferEvent;

/** The parts that a fact changes, by the kind of record whose stream it stands in. */
function partChanges(fact: StoredFact<CountedEvent>): readonly PartChange[] {
  // The stream's category decides which of the five unions the fact belongs to.
  switch (parseStream(fact.stream)?.category) {
    case 'company':
      return companyParts(fact as StoredFact<CompanyEvent>);
    case 'contract':
      return contractParts(fact as StoredFact<ContractEvent>);
    case 'workPermit':
      return workPermitParts(fact as StoredFact<WorkPermitEvent>);
    case 'visa':
      return visaParts(fact as StoredFact<VisaEvent>);
    case 'transfer':
      return transferParts(fact as StoredFact<TransferEvent>);
    default:
      throw new Error(`${fact.stream} is not the stream of a record that workspaces count`);
  }
}

export const workspacePartRows = defineProjection<(typeof workspacePartTable)['columns'], CountedEvent>({
  table: workspacePartTable,
  handles: [...companyEvents, ...contractEvents, ...workPermitEvents, ...visaEvents, ...transferEvents].map((event) => event.type),
  keysOf: (fact) => partChanges(fact).map((change) => change.key),
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const change = partChanges(fact).find((candidate) => candidate.key === key);
    if (change === undefined) return row;
    return { id: key, revision: fact.revision, parts: change.next(row?.parts ?? []) };
  },
});
