// Law: every number of the demo comes from one marked block of its kind and passes its check, and none is given twice.
import type { IsoDate } from '../../domain/standards/calendar.js';
import { syntheticEstablishment, syntheticNumber, type SyntheticKind } from './synthetic-blocks.js';

/** Hands out numbers, one after the other. */
export interface SyntheticNumbers {
  nationalId(): string;
  iqama(): string;
  borderNumber(): string;
  unifiedNumber(): string;
  /** A number of an establishment at a labour office. */
  establishment(office: number): string;
  mobile(): string;
  passport(): string;
  visaNumber(): string;
  billNumber(): string;
  permitNumber(): string;
  /** A bank's reference of a payment made on that day. */
  paymentReference(day: IsoDate): string;
}

/** A fresh set of counters. */
export function syntheticNumbers(): SyntheticNumbers {
  const counters = new Map<string, number>();
  const next = (kind: string): number => {
    const n = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, n);
    return n;
  };
  const numbered = (kind: SyntheticKind) => (): string => syntheticNumber(kind, next(kind));
  return {
    nationalId: numbered('nationalId'),
    iqama: numbered('iqama'),
    borderNumber: numbered('borderNumber'),
    unifiedNumber: numbered('unifiedNumber'),
    establishment: (office) => syntheticEstablishment(office, next('establishment')),
    mobile: numbered('mobile'),
    passport: numbered('passport'),
    visaNumber: numbered('visaNumber'),
    billNumber: numbered('bill'),
    permitNumber: numbered('permit'),
    paymentReference: (day) => `SYN-${day.replaceAll('-', '')}-${String(next('payment')).padStart(6, '0')}`,
  };
}
