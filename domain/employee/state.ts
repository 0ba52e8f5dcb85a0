import type { IsoDate } from '../standards/calendar.js';
import type { Sex } from '../standards/sex.js';
import type { AccreditationBody, ResidenceDocumentKind } from './employee-codes.js';

export interface ResidenceState {
  readonly document: ResidenceDocumentKind;
  /** The last day on which the document is valid; null: none is known. */
  readonly expiresOn: IsoDate | null;
  /** True once the log says that the last day passed. */
  readonly expired: boolean;
  /** The day from which this document holds. */
  readonly since: IsoDate;
}

/** An accreditation by a professional body, on the days `validFrom <= day <= validTo`. Its number is sealed: no decision needs it. */
export interface Accreditation {
  readonly body: AccreditationBody;
  readonly validFrom: IsoDate;
  /** The last valid day; null: until further notice. */
  readonly validTo: IsoDate | null;
  /** SCED level that it rests on; null: not told. */
  readonly educationLevel: number | null;
}

/** A human known to the labour market, as the open part of his stream tells it. */
export interface EmployeeState {
  readonly status: 'none' | 'registered' | 'deceased' | 'merged';
  readonly citizen: boolean;
  /** ISO 3166-1 alpha-3; empty before the registration. */
  readonly nationality: string;
  readonly sex: Sex | null;
  readonly birthYear: number | null;
  readonly residence: ResidenceState | null;
  readonly registeredOn: IsoDate | null;
  /** The day since which the recorded person is who he is. */
  readonly personSince: IsoDate | null;
  /** The day since which the weighting facts are what they are. */
  readonly weightingSince: IsoDate | null;
  /** By body and first day; what was withdrawn ends on the day before, or is gone. */
  readonly accreditations: readonly Accreditation[];
  readonly deceasedOn: IsoDate | null;
  /** The record that stands for this human, when this one was a duplicate. */
  readonly survivorId: string | null;
}

/** Nobody known yet. */
export const nobody: EmployeeState = {
  status: 'none',
  citizen: false,
  nationality: '',
  sex: null,
  birthYear: null,
  residence: null,
  registeredOn: null,
  personSince: null,
  weightingSince: null,
  accreditations: [],
  deceasedOn: null,
  survivorId: null,
};
