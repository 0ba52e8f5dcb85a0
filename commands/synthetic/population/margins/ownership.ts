// Owners of several companies. No register table of them was found: all shares here are assumed.

export const ownershipSource = { assumed: 'shares of companies whose owner has another one' } as const;

/** Of so many owners with several companies one is a legal person (assumed). */
export const LEGAL_EVERY = 3;

/** How the companies of an owner who has several lie to one another. */
export type OwnedTogether = 'one-activity' | 'small-ones' | 'several-activities';

/**
 * Of a hundred companies, those whose owner has an earlier one: in the same Nitaqat activity, so that both are one entity; both with five
 * workers at most, in different ones and together more, so that they count as one; or otherwise.
 */
export const ownedBeside: Readonly<Record<OwnedTogether, number>> = { 'one-activity': 3, 'small-ones': 2.5, 'several-activities': 1.5 };
