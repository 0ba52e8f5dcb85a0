import type { Chance } from '../seeded-random.js';
import type { Cards } from './telling.js';

/** Decks for one block: rare cases come up in each of them. */
export function cardsOf(chance: Chance, registers: Chance): Cards {
  return {
    offer: deck(chance, {
      accepted: 88,
      'change-asked': 3,
      'revised-before-sending': 4,
      'rejected-then-accepted': 1,
      'lapsed-then-accepted': 2,
      'withdrawn-then-accepted': 2,
    }),
    permit: deck(chance, {
      ordinary: 88,
      'rejected-then-issued': 1,
      'rejected-after-payment-then-issued': 1,
      'bill-cancelled-then-issued': 1,
      'bill-lapsed-then-issued': 1,
      'renewed-late': 5,
      'not-renewed': 3,
    }),
    insured: deck(registers, { 'in-time': 277, late: 20, corrected: 2, voided: 1 }),
    vainTransfer: deck(chance, {
      none: 234,
      'employer-rejects': 1,
      'employer-silent': 1,
      'employee-rejects': 1,
      'employee-silent': 1,
      'cancelled-by-employee': 1,
      'cancelled-by-new-employer': 1,
    }, 'none'),
    vainVisas: deck(chance, { none: 9, rejected: 1, 'bill-lapsed': 1, 'bill-cancelled': 1 }, 'none'),
  };
}

function deck<T extends string>(chance: Chance, cards: Readonly<Record<T, number>>): () => T;
function deck<T extends string, N extends T>(chance: Chance, cards: Readonly<Record<T, number>>, none: N): () => Exclude<T, N> | null;
function deck<T extends string>(chance: Chance, cards: Readonly<Record<T, number>>, none?: T): () => T | null {
  const all = (Object.entries(cards) as [T, number][]).flatMap(([card, times]) => Array.from({ length: times }, () => card));
  const next = chance.deck(all);
  return () => {
    const card = next();
    return card === none ? null : card;
  };
}
