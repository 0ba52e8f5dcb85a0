// Law: every number of the demo comes from one marked block of its kind and passes its check, and none is given twice.
import type { IsoDate } from '../../domain/standards/calendar.js';
import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';

/**
 * The synthetic blocks. No test range is published, so a number in them may by chance be somebody's: every record
 * made from them is marked synthetic, and they are never sent to a service of the state.
 */
const blocks = {
  nationalId: '19',
  iqama: '29',
  borderNumber: '39',
  unifiedNumber: '79',
  establishmentSequence: 9_000_000,
  mobile: '+96659000',
  visaNumber: '69',
  bill: '99',
  permit: '49',
} as const;

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
  const digits = (kind: string, length: number): string => String(next(kind)).padStart(length, '0');
  const checked = (kind: 'nationalId' | 'iqama' | 'borderNumber'): string => {
    const nine = `${blocks[kind]}${digits(kind, 7)}`;
    return `${nine}${luhnCheckDigit(nine)}`;
  };
  return {
    nationalId: () => checked('nationalId'),
    iqama: () => checked('iqama'),
    borderNumber: () => checked('borderNumber'),
    unifiedNumber: () => `${blocks.unifiedNumber}${digits('unifiedNumber', 8)}`,
    establishment: (office) => `${office}-${blocks.establishmentSequence + next('establishment')}`,
    mobile: () => `${blocks.mobile}${digits('mobile', 4)}`,
    passport: () => `SYN${digits('passport', 6)}`,
    visaNumber: () => `${blocks.visaNumber}${digits('visaNumber', 8)}`,
    billNumber: () => `${blocks.bill}${digits('bill', 10)}`,
    permitNumber: () => `${blocks.permit}${digits('permit', 8)}`,
    paymentReference: (day) => `SYN-${day.replaceAll('-', '')}-${digits('payment', 6)}`,
  };
}
