import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A key of personal data; the first of several is the one that encrypts. */
export interface FieldKey {
  id: string;
  key: Buffer;
}

/**
 * Encrypts single fields (AES-256-GCM), with the key's id in the value so that keys can be rotated, and hashes
 * them with a key so that equal values can be found without being read.
 */
export class FieldEncryption {
  private readonly current: FieldKey;
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly hashKey: Buffer;

  /** @param keys at least one, current first; the oldest keyed the hashes and stays for that */
  constructor(keys: readonly FieldKey[]) {
    const [current] = keys;
    const oldest = keys.at(-1);
    if (!current || !oldest) throw new Error('field encryption needs at least one key');
    this.current = current;
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
    this.hashKey = createHmac('sha256', oldest.key).update('arrears:field-hash').digest();
  }

  /** @returns `<key id>:<base64 of iv, tag, ciphertext>` */
  encrypt(plain: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.current.key, iv);
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${this.current.id}:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')}`;
  }

  /** @throws Error when the key is not known here or the value was tampered with */
  decrypt(value: string): string {
    const separator = value.indexOf(':');
    const id = value.slice(0, separator);
    const key = this.keys.get(id);
    if (!key) throw new Error(`no key '${id}' to decrypt with; add it to ARREARS_FIELD_KEYS`);
    const bytes = Buffer.from(value.slice(separator + 1), 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** @returns the keyed hash by which equal values are found, base64 */
  hash(plain: string): string {
    return createHmac('sha256', this.hashKey).update(plain).digest('base64');
  }
}
