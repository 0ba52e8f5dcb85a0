// What the ledger takes where no fact says it yet. Each is a named choice, to be replaced.

/** How facts that no record tells are taken. */
export interface FactChoices {
  /** Who has no social-insurance registration in the ledger: `as-employed` counts him as insured from his first day of work, `not` as uninsured. */
  readonly withoutInsurance: 'as-employed' | 'not';
  /** Who is insured with an establishment that has no contract with him in the ledger: `counted` with what the register says, or `not` at all. */
  readonly withoutContract: 'counted' | 'not';
}

/** Insurance registrations come from another department, and the ledger may have none of them: nobody is taken for uninsured by their absence. */
export const factChoices: FactChoices = { withoutInsurance: 'as-employed', withoutContract: 'counted' };
