/** An address that the client cannot use, or a file that it names. Its message never holds a password. */
export class StoreAddressRefused extends Error {
  override readonly name = 'StoreAddressRefused';
}
