// Law: a synthetic number follows from its index alone, lies in the one marked block of its kind, and passes its check.
import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';

/**
 * The synthetic blocks, each of ten million numbers or more. No test range is published, so a number in them may by
 * chance be somebody's: every record made from them is marked synthetic, and they are never sent to a service of the state.
 */
export const syntheticBlocks = {
  nationalId: { prefix: '19', digits: 7 },
  iqama: { prefix: '29', digits: 7 },
  borderNumber: { prefix: '39', digits: 7 },
  unifiedNumber: { prefix: '79', digits: 8 },
  /** Sequence behind the labour office. */
  establishment: { prefix: '9', digits: 8 },
  mobile: { prefix: '+96659', digits: 7 },
  passport: { prefix: 'SYN', digits: 8 },
  visaNumber: { prefix: '69', digits: 8 },
  bill: { prefix: '99', digits: 10 },
  permit: { prefix: '49', digits: 8 },
} as const;

/** A kind of number that has a synthetic block. */
export type SyntheticKind = keyof typeof syntheticBlocks;

const checked: ReadonlySet<SyntheticKind> = new Set<SyntheticKind>(['nationalId', 'iqama', 'borderNumber']);

/** The number of a kind with that index, from 0 on; throws RangeError beyond the block. */
export function syntheticNumber(kind: SyntheticKind, index: number): string {
  const { prefix, digits } = syntheticBlocks[kind];
  const text = String(index);
  if (!Number.isInteger(index) || index < 0 || text.length > digits) throw new RangeError(`no synthetic ${kind} has the index ${index}`);
  const number = prefix + text.padStart(digits, '0');
  return checked.has(kind) ? number + luhnCheckDigit(number) : number;
}

/** The number of an establishment at a labour office. */
export function syntheticEstablishment(office: number, index: number): string {
  return `${office}-${syntheticNumber('establishment', index)}`;
}
