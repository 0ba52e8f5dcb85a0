// Law: which band a service asks for is data of the rule set; a set that says nothing of it asks what Nitaqat 2026 asks.
import { z } from 'zod';
import { BANDS, compareBands, type Band } from './band.js';

/** Services that a band opens or closes. */
export const GATED_SERVICES = ['issuePermit', 'renewPermit', 'expansionVisas', 'establishmentVisas', 'receiveTransfer', 'openEstablishment'] as const;
export type GatedService = (typeof GATED_SERVICES)[number];

const weeks = z.int().min(1).max(520);

/** What a band allows, where the sources agree. Where they differ for LOW_GREEN, the set's `lowGreen` lets it in beside what is said here. */
export const gateRules = z.strictObject({
  /** The least band of each service; RED: it is open to all. */
  least: z.record(z.enum(GATED_SERVICES), z.enum(BANDS)),
  /** For how long an employer that receives a transfer must have stood in the band: so many weeks on end, or so many of a number of weeks. */
  held: z.strictObject({
    onEnd: weeks,
    of: z.strictObject({ weeks, within: weeks }),
    /** Of whom fewer weeks were told than must follow on end: all that there are must be in the band, or he may not receive. */
    shortHistory: z.enum(['all-there-are', 'refused']),
  }),
  /** Workers of an employer in this band or a worse one leave without its consent; null: nobody does for its band. */
  leaveWithoutConsent: z.enum(BANDS).nullable(),
});

export type GateRules = z.infer<typeof gateRules>;

/**
 * The gates of Nitaqat 2026. Source: MHRSD guide 2026 and Qiwa's help (T); that workers may leave a red employer is general knowledge
 * (G). That an entity of a shorter history is asked for the weeks it has is assumed: no source says what it must show.
 */
export const gates2026: GateRules = {
  least: {
    issuePermit: 'MEDIUM_GREEN',
    renewPermit: 'MEDIUM_GREEN',
    expansionVisas: 'MEDIUM_GREEN',
    establishmentVisas: 'MEDIUM_GREEN',
    receiveTransfer: 'MEDIUM_GREEN',
    openEstablishment: 'LOW_GREEN',
  },
  held: { onEnd: 13, of: { weeks: 26, within: 52 }, shortHistory: 'all-there-are' },
  leaveWithoutConsent: 'RED',
};

/** What of a rule set says what a band allows. */
export interface GateParameters {
  readonly gates?: GateRules | undefined;
  readonly lowGreen: Readonly<Record<'renewPermit' | 'receiveTransfer' | 'establishmentVisas', boolean>>;
}

/** The gates of a rule set. */
export function gatesOf({ gates }: GateParameters): GateRules {
  return gates ?? gates2026;
}

/** The least band that a service asks for. */
export function leastBand(rules: GateParameters, service: GatedService): Band {
  const least = gatesOf(rules).least[service];
  const letsIn = (rules.lowGreen as Partial<Record<GatedService, boolean>>)[service] === true;
  return letsIn && compareBands(least, 'LOW_GREEN') > 0 ? 'LOW_GREEN' : least;
}
