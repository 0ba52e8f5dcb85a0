// Law: who works where, since when and for what is what the authenticated contract says; one that nobody accepted employs nobody.
import type { ContractEvent } from '../contract/events.js';
import type { ContractTerms } from '../contract/terms.js';
import { addMoney } from '../standards/money.js';
import { latest, type IsoDate } from '../standards/calendar.js';

/** What of a contract counts. */
export interface EmploymentFacts {
  readonly companyId: string;
  readonly establishmentId: string;
  readonly employeeId: string;
  /** The day on which it was authenticated. */
  readonly authenticatedOn: IsoDate;
  /** First day of work. */
  readonly from: IsoDate;
  /** Last day; null while it runs. Before `from` where it ended before it began. */
  readonly lastDay: IsoDate | null;
  /** Pay, way of working and occupation, oldest first. */
  readonly steps: readonly EmploymentStep[];
}

export interface EmploymentStep {
  readonly from: IsoDate;
  /** Basic wage and housing, SAR a month: the base of social insurance. */
  readonly wage: number;
  readonly workingTime: ContractTerms['workingTime'];
  readonly occupation: string;
}

/** The contract’s events after which somebody counts otherwise than before. */
export type EmploymentEvent = Extract<
  ContractEvent,
  { type: 'ContractAccepted' | 'ContractBegunByTransfer' | 'AmendmentAccepted' | 'ContractTerminated' | 'ContractExpired' | 'ContractEndedByTransfer' }
>;
export const employmentEventTypes = [
  'ContractAccepted',
  'ContractBegunByTransfer',
  'AmendmentAccepted',
  'ContractTerminated',
  'ContractExpired',
  'ContractEndedByTransfer',
] as const;

/** The employment after an event. Throws for a change of one that never began. */
export function evolveEmployment(known: EmploymentFacts | null, event: EmploymentEvent): EmploymentFacts {
  switch (event.type) {
    case 'ContractAccepted':
    case 'ContractBegunByTransfer': {
      const { companyId, establishmentId, employeeId, effectiveOn, terms } = event.data;
      const from = terms.startsOn;
      return { companyId, establishmentId, employeeId, authenticatedOn: effectiveOn, from, lastDay: null, steps: [stepOf(terms, from)] };
    }
    case 'AmendmentAccepted': {
      const { terms, effectiveOn } = event.data;
      const employment = begun(known, event);
      const from = latest(effectiveOn, terms.startsOn);
      // New terms may put off a first day that has not come.
      const first = effectiveOn < employment.from ? terms.startsOn : employment.from;
      return { ...employment, from: first, steps: [...employment.steps.filter((step) => step.from < from), stepOf(terms, from)] };
    }
    default:
      return { ...begun(known, event), lastDay: event.data.lastDay };
  }
}

/** From which day on the event changes how somebody counts. */
export function changedFrom(event: EmploymentEvent): IsoDate {
  switch (event.type) {
    case 'ContractAccepted':
    case 'ContractBegunByTransfer':
      return event.data.terms.startsOn;
    case 'AmendmentAccepted':
      return event.data.effectiveOn;
    default:
      return event.data.lastDay;
  }
}

function begun(known: EmploymentFacts | null, event: EmploymentEvent): EmploymentFacts {
  if (known === null) throw new Error(`${event.type} of a contract that was never authenticated`);
  return known;
}

function stepOf({ wage, workingTime, occupation }: ContractTerms, from: IsoDate): EmploymentStep {
  return { from, wage: Number(addMoney(wage.basic, wage.housing).amount) / 100, workingTime, occupation };
}
