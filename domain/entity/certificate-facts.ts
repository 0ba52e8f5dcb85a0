// Law: of a company’s Mowaamah certificates counts what was recorded last under each number.
import type { CompanyEvent } from '../company/events.js';
import type { MowaamahCertificate } from '../company/state.js';
import { earliest, type IsoDate } from '../standards/calendar.js';

/** A company's certificates, by number. */
export type CertificateFacts = Readonly<Record<string, MowaamahCertificate>>;

export type CertificateEvent = Extract<CompanyEvent, { type: 'MowaamahCertificateRecorded' | 'MowaamahCertificateWithdrawn' }>;
export const certificateEventTypes = ['MowaamahCertificateRecorded', 'MowaamahCertificateWithdrawn'] as const;

/** The certificates after an event. */
export function evolveCertificates(known: CertificateFacts, event: CertificateEvent): CertificateFacts {
  if (event.type === 'MowaamahCertificateRecorded') {
    const { certificateNumber, validFrom, validTo } = event.data;
    return { ...known, [certificateNumber]: { validFrom, validTo, withdrawnOn: null } };
  }
  const { certificateNumber, effectiveOn } = event.data;
  const found = known[certificateNumber];
  return found === undefined ? known : { ...known, [certificateNumber]: { ...found, withdrawnOn: effectiveOn } };
}

/** From which day on the event changes anything. */
export function certifiedFrom(event: CertificateEvent): IsoDate {
  return event.type === 'MowaamahCertificateRecorded' ? earliest(event.data.validFrom, event.data.effectiveOn) : event.data.effectiveOn;
}
