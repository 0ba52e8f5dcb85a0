import type { CompanyEvent } from '../../domain/company/events.js';
import type { CompanyState } from '../../domain/company/state.js';
import { unreachable } from '../../domain/ledger/exhaustive.js';

type Members = Readonly<Record<string, unknown>>;

/** What a company's stream says and its state does not keep, because no rule asks for it: names, contacts, reasons. */
export interface CompanyBeside {
  readonly name?: unknown;
  readonly contact?: unknown;
  readonly statusReason?: unknown;
  /** By establishment id. */
  readonly establishmentNames: Members;
}

export const noCompanyBeside: CompanyBeside = { establishmentNames: {} };

/** What stands beside the state after an event. */
export function besideCompany(beside: CompanyBeside, event: CompanyEvent): CompanyBeside {
  switch (event.type) {
    case 'CompanyRegistered':
    case 'CompanyDescribed':
      return { ...beside, name: event.data.name, contact: event.data.contact };
    case 'EstablishmentOpened':
      return { ...beside, establishmentNames: { ...beside.establishmentNames, [event.data.establishmentId]: event.data.name } };
    case 'CompanySuspended':
    case 'CompanyClosed':
      return { ...beside, statusReason: event.data.reason };
    case 'CompanyResumed':
      return { ...beside, statusReason: null };
    case 'EstablishmentActivityChanged':
    case 'EstablishmentClosed':
    case 'AuthorisedPersonAppointed':
    case 'AuthorisedPersonRemoved':
    case 'MowaamahCertificateRecorded':
    case 'MowaamahCertificateWithdrawn':
    case 'WageProtectionRecorded':
      return beside;
    default:
      return unreachable(event);
  }
}

/** A company's state with what stands beside it, each name with its establishment. */
export function companyPicture(state: CompanyState, { establishmentNames, ...beside }: CompanyBeside): Members {
  const establishments = Object.fromEntries(
    Object.entries(state.establishments).map(([id, establishment]) => [id, { ...establishment, name: establishmentNames[id] }]),
  );
  return { ...state, ...beside, establishments };
}
