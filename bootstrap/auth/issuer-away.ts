/** The issuer's keys cannot be had now: no fault of the token, and no ground to let anyone in. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';

  constructor(
    reason: string,
    /** Seconds after which the issuer is asked again. */
    readonly retryAfterSeconds: number,
  ) {
    super(`the issuer’s keys cannot be had: ${reason}`);
  }
}
