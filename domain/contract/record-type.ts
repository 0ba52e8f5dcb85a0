import type { RecordType } from '../ledger/record-type.js';
import { contractDeadlines, contractSweeps } from './deadlines.js';
import { contractEvents, type ContractEvent } from './events.js';
import { evolveContract } from './evolve.js';
import { contractStatus, noContract, type ContractState } from './state.js';

/** Employment contracts: streams `contract-<id>`, path `/v1/contracts`. */
export const contractRecord: RecordType<ContractState, ContractEvent> = {
  category: 'contract',
  path: 'contracts',
  events: contractEvents,
  initial: noContract,
  evolve: evolveContract,
  exists: (state) => state.phase !== 'none',
  status: contractStatus,
  deadlines: contractDeadlines,
  sweeps: contractSweeps,
};
