// Law: a step is only taken from the phase that it leads on from.
import { refuse, type Refused } from '../ledger/decider.js';
import type { IsoDate } from '../standards/calendar.js';
import { earliest } from '../standards/calendar.js';
import type { ContractState, Parties, PendingContract, RunningContract } from './state.js';

/** The contract when it waits for the employee's answer, or why it does not. */
export function pendingContract(state: ContractState): PendingContract | Refused {
  if (state.phase === 'pending-employee') return state;
  return refuse(
    'contract.not-pending',
    `The contract is ${state.phase}: it does not wait for the employee.`,
    'Send the contract to the employee first.',
  );
}

/** The contract when it is authenticated and has not ended, or why not. */
export function runningContract(state: ContractState): RunningContract | Refused {
  if (state.phase === 'authenticated') return state;
  return refuse(
    'contract.not-authenticated',
    `The contract is ${state.phase}: it is not in force.`,
    'The contract must be accepted, and not have ended.',
  );
}

/** The contract when it runs and nobody is leaving, or why not. */
export function stayingContract(state: ContractState): RunningContract | Refused {
  const running = runningContract(state);
  if ('kind' in running || running.leaving === null) return running;
  const what = {
    resignation: 'A resignation is open.',
    'resignation-accepted': 'A resignation was accepted.',
    notice: 'Notice was given.',
  };
  return refuse('contract.leaving', what[running.leaving.kind], 'Nothing can be agreed on for a contract that is coming to its end.');
}

/** The last day that the contract has already, by its term, by notice or by an accepted resignation; null for none. */
export function lastDaySet(state: RunningContract): IsoDate | null {
  const leavesOn = state.leaving === null || state.leaving.kind === 'resignation' ? null : state.leaving.lastDay;
  const { endsOn } = state.terms;
  if (leavesOn === null) return endsOn;
  return endsOn === null ? leavesOn : earliest(leavesOn, endsOn);
}

/** The day and the parties, as every event of the contract begins. */
export function about(parties: Parties, effectiveOn: IsoDate): Parties & { readonly effectiveOn: IsoDate } {
  return { effectiveOn, ...parties };
}
