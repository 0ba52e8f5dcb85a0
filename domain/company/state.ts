import type { IsoDate } from '../standards/calendar.js';
import type { NitaqatActivityCode } from '../standards/nitaqat-activity.js';
import type { RegionCode } from '../standards/regions.js';
import type { IsoMonth } from '../standards/month.js';
import type { AuthorityScope, WageProtectionStanding } from './company-codes.js';
import type { LegalForm } from './legal-form.js';
import type { Owner } from './owner.js';

export interface EstablishmentState {
  readonly establishmentId: string;
  readonly number: string;
  readonly status: 'open' | 'closed';
  readonly main: boolean;
  readonly isicActivity: string;
  readonly nitaqatActivity: NitaqatActivityCode;
  /** The day from which it has this activity. */
  readonly activitySince: IsoDate;
  readonly region: RegionCode;
  readonly owner: Owner;
  readonly openedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  /** How it stood with the protection of wages, by month; months that nobody told of are not there. */
  readonly wageProtection: Readonly<Record<IsoMonth, WageProtection>>;
}

/** How an establishment stood with the protection of wages in a month. */
export interface WageProtection {
  readonly standing: WageProtectionStanding;
  /** Wages paid as registered, in whole percent; null: not told. */
  readonly compliance: number | null;
}

/** A Mowaamah certificate holds on the days `validFrom <= day <= validTo`, and `day < withdrawnOn` where it was withdrawn. */
export interface MowaamahCertificate {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  /** The first day on which it is void. */
  readonly withdrawnOn: IsoDate | null;
}

/** An authority holds on the days `from <= day`, and `day < to` where it has an end. */
export interface AuthorityState {
  readonly from: IsoDate;
  /** The first day without the authority. */
  readonly to: IsoDate | null;
  readonly scopes: readonly AuthorityScope[];
}

/** A company as its stream tells it. Names and contacts are not kept: no rule asks for them. */
export interface CompanyState {
  readonly status: 'none' | 'active' | 'suspended' | 'closed';
  readonly unifiedNumber: string;
  readonly legalForm: LegalForm | null;
  readonly owner: Owner | null;
  readonly foundedOn: IsoDate | null;
  readonly registeredOn: IsoDate | null;
  /** The day since which its description is what it is. */
  readonly describedOn: IsoDate | null;
  /** The day since which the status is what it is. */
  readonly statusSince: IsoDate | null;
  readonly establishments: Readonly<Record<string, EstablishmentState>>;
  readonly authorisedPeople: Readonly<Record<string, AuthorityState>>;
  /** By number. */
  readonly mowaamah: Readonly<Record<string, MowaamahCertificate>>;
}

/** No company yet. */
export const noCompany: CompanyState = {
  status: 'none',
  unifiedNumber: '',
  legalForm: null,
  owner: null,
  foundedOn: null,
  registeredOn: null,
  describedOn: null,
  statusSince: null,
  establishments: {},
  authorisedPeople: {},
  mowaamah: {},
};

/** The establishment with that id when it is open, else undefined. */
export function openEstablishment(state: CompanyState, establishmentId: string): EstablishmentState | undefined {
  const establishment = state.establishments[establishmentId];
  return establishment?.status === 'open' ? establishment : undefined;
}

/** The open establishments, in the order in which they were opened. */
export function openEstablishments(state: CompanyState): readonly EstablishmentState[] {
  return Object.values(state.establishments).filter((establishment) => establishment.status === 'open');
}

/** Whether the human holds an authority on that day. */
export function isAuthorised(authority: AuthorityState | undefined, day: IsoDate): boolean {
  return authority !== undefined && authority.from <= day && (authority.to === null || day < authority.to);
}
