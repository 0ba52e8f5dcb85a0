/** A value that JSON can carry and RFC 8785 can order: no undefined, no NaN, no bigint. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
